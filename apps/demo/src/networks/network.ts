// What the demo knows of a network: how it is made and how it is best trained.
import type { Sequential } from 'tensorloom';

/** A classifier of images [28, 28, 1] of bytes with 10 classes, and the settings that suit it. */
export interface Network {
  /** In a few words. */
  readonly title: string;
  readonly epochs: number;
  readonly batch: number;
  /** Of the first step; it goes down to 0 in a straight line. */
  readonly learningRate: number;
  /** The model, with weights yet to be made. Gives logits [batch, 10]. */
  readonly build: () => Sequential;
}
