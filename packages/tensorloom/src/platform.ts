// What a platform knows of GPUs: the door between the choice of a device and Node or a browser.

/** How a GPU is reached here, and what to tell a user who has none. */
export interface Platform {
  /** The entry of WebGPU, or undefined where there is none. */
  readonly gpu: () => Promise<GPU | undefined>;
  /** What to do where `gpu` fails or gives nothing, as an order: `npm install webgpu`. */
  readonly howToGetWebGpu: string;
  /** What to do where WebGPU finds no adapter. */
  readonly howToGetAdapter: string;
}
