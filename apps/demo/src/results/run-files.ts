// The files that a run leaves behind. Knows no screen.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { learningCurves, saveWeights, type History, type Sequential } from 'tensorloom';

/** Files in one folder, named after the model. */
export class RunFiles {
  readonly weights: string;
  readonly curves: string;

  private constructor(folder: string, model: string) {
    this.weights = join(folder, `${model}.safetensors`);
    this.curves = join(folder, `${model}-learning-curves.svg`);
  }

  /** Makes the folder at once: that nothing can be written there should not be found out after the training. */
  static async in(folder: string, model: string): Promise<RunFiles> {
    await mkdir(folder, { recursive: true });
    return new RunFiles(folder, model);
  }

  /** Writes the weights. @throws ConfigError where the model has none yet */
  async saveWeights(model: Sequential): Promise<void> {
    await saveWeights(model, this.weights);
  }

  /** Draws the learning curves. */
  async saveCurves({ epoch, history }: History, title: string): Promise<void> {
    const drawing = await learningCurves({ epoch, history: history as Record<string, number[]> }, { title });
    await writeFile(this.curves, drawing);
  }
}
