// Bytes of WebAssembly by name: the few instructions that our kernels take, and the frame of a module of one function.
// Codes: WebAssembly specification 2.0, "Binary Format".

/** A piece of code. */
export type Code = readonly number[];

/** LEB128: seven bits a byte, the lowest first. */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

/** LEB128 of a number whose sign is bit 6 of the last byte. */
function signed(value: number): Code {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
}

const counted = (bytes: Code): Code => [...unsigned(bytes.length), ...bytes];
const listed = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const named = (name: string): Code => counted(Array.from(name, (letter) => letter.charCodeAt(0)));

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
export const integer = (value: number): Code => [0x41, ...signed(value)];
export const add: Code = [0x6a];
export const subtract: Code = [0x6b];
export const shiftLeft: Code = [0x74];
export const notEqual: Code = [0x47];

/** Four zeros. */
export const zeros: Code = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];
/** Four floats from the address on the stack plus `offset`. */
export const load = (offset: number): Code => [0xfd, 0x00, 4, ...unsigned(offset)];
/** One float, four times. */
export const loadSplat = (offset: number): Code => [0xfd, 0x09, 2, ...unsigned(offset)];
/** Stores the four floats on the stack at the address below them plus `offset`. */
export const store = (offset: number): Code => [0xfd, 0x0b, 4, ...unsigned(offset)];
export const addFloats: Code = [0xfd, 0xe4, 0x01];
export const multiplyFloats: Code = [0xfd, 0xe6, 0x01];

/** The body once, then again while `condition` is not 0. */
export const repeatWhile = (body: Code, condition: Code): Code => [0x03, 0x40, ...body, ...condition, 0x0d, 0, 0x0b];
/** local += the integer that `amount` leaves. */
export const increase = (local: number, amount: Code): Code => [...get(local), ...amount, ...add, ...set(local)];

const I32 = 0x7f;
const V128 = 0x7b;

/** A function: its first locals are its parameters, then come further integers, then vectors. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: number;
  readonly integers: number;
  readonly vectors: number;
  readonly body: Code;
}

/** A module that exports one function without a result, and a memory of `pages` times 64 KiB under the name 'memory'. */
export function moduleBytes(
  { name, parameters, integers, vectors, body }: WasmFunction,
  pages: number,
): Uint8Array<ArrayBuffer> {
  const section = (id: number, items: readonly Code[]): Code => [id, ...counted(listed(items))];
  const locals = listed([
    [...unsigned(integers), I32],
    [...unsigned(vectors), V128],
  ]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [[0x60, ...listed(new Array<Code>(parameters).fill([I32])), 0]]),
    ...section(3, [[0]]),
    ...section(5, [[1, ...unsigned(pages), ...unsigned(pages)]]),
    ...section(7, [
      [...named(name), 0, 0],
      [...named('memory'), 2, 0],
    ]),
    ...section(10, [counted([...locals, ...body, 0x0b])]),
  ]);
}
