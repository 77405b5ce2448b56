// The tensors that an optimizer keeps for each variable: made when first needed, saved and restored by name.
import {
  ConfigError,
  formatShape,
  full,
  keep,
  outsideTrace,
  sameShape,
  ShapeError,
  variable,
  type Shape,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import type { SlotSpec } from './transforms/transform.js';

/** Slots by name, `dense/kernel/momentum`. */
export type SlotTensors = Readonly<Record<string, Tensor>>;

export class Slots {
  private readonly byVariable = new Map<Variable, readonly Variable[]>();
  private readonly byName = new Map<string, Variable>();
  private readonly initialValues = new Map<string, number>();
  /** Restored before the variable was first seen. */
  private restored = new Map<string, Tensor>();

  /** @param specs of the slots of each variable */
  constructor(private readonly specs: readonly SlotSpec[]) {}

  /** The slots of a variable, in the order of the specs; their first values, or what was restored, when they are new. */
  of(target: Variable): readonly Variable[] {
    let slots = this.byVariable.get(target);
    if (!slots) {
      const prefix = this.prefixFor(target.name);
      slots = this.specs.map((spec) => this.make(`${prefix}/${spec.name}`, spec, target));
      this.byVariable.set(target, slots);
    }
    return slots;
  }

  /** The variable's name; numbered if another variable of this name came before. */
  private prefixFor(name: string): string {
    const taken = (prefix: string): boolean => this.specs.some((spec) => this.byName.has(`${prefix}/${spec.name}`));
    let prefix = name;
    for (let count = 1; taken(prefix); count++) prefix = `${name}_${count}`;
    return prefix;
  }

  private make(name: string, { shape: shapeFor, initial = 0 }: SlotSpec, target: Variable): Variable {
    const shape = shapeFor?.(target) ?? target.shape;
    const restored = this.restored.get(name);
    checkFits(name, restored, shape);
    // The slot outlives the trace in which it may be made; its first value must not belong to that.
    const slot = outsideTrace(() =>
      variable(restored ?? full(shape, initial, { dtype: target.dtype }), { name, trainable: false }),
    );
    this.restored.delete(name);
    this.byName.set(name, slot);
    this.initialValues.set(name, initial);
    return slot;
  }

  /** The values of this moment; they stay when training goes on. */
  save(): SlotTensors {
    const live = [...this.byName].map(([name, slot]) => [name, keep(slot)] as const);
    return Object.fromEntries([...this.restored, ...live]);
  }

  /**
   * Puts saved values back; those of variables not seen yet wait for them.
   *
   * @throws ConfigError if a slot in use is missing from a state that has any, ShapeError if one has another shape
   */
  load(saved: SlotTensors): void {
    const waiting = new Map(Object.entries(saved));
    const missing = [...this.byName.keys()].filter((name) => !waiting.has(name));
    if (waiting.size > 0 && missing.length > 0) {
      throw new ConfigError(
        `loadState: slots are missing; expected ${missing.join(', ')}, got none of them; load the state of the same model and optimizer`,
      );
    }
    for (const [name, slot] of this.byName) checkFits(name, waiting.get(name), slot.shape);
    for (const [name, slot] of this.byName) {
      slot.assign(waiting.get(name) ?? (this.initialValues.get(name) as number));
      waiting.delete(name);
    }
    this.restored = waiting;
  }
}

/** @throws ShapeError if a saved slot has another shape than the variable */
function checkFits(name: string, saved: Tensor | undefined, shape: Shape): void {
  if (!saved || sameShape(saved.shape, shape)) return;
  throw new ShapeError(
    `${name}: saved state does not fit; expected ${formatShape(shape)}, got ${formatShape(saved.shape)}; load the state of the same model`,
  );
}
