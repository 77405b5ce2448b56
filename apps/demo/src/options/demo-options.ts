// What the demo can be told: the options as data, for the parser and for the help.

/** The options of one run. */
export interface DemoOptions {
  readonly model: 'mlp' | 'cnn';
  /** Undefined: as many as the network needs. */
  readonly epochs: number | undefined;
  /** Images in a batch. Undefined: as suits the network. */
  readonly batch: number | undefined;
  /** Folder with MNIST. Undefined: the usual places. */
  readonly data: string | undefined;
  readonly device: 'auto' | 'webgpu' | 'cpu';
  readonly seed: number;
  /** Folder for the files of the run. */
  readonly out: string;
  readonly download: boolean;
  readonly json: boolean;
}

/** One option: its argument, if it takes one, and what it is for. */
export interface OptionRow {
  /** As in the help: `N`, `DIR`, or the words allowed, `mlp|cnn`. Undefined: the option is a switch. */
  readonly argument?: string;
  readonly help: string;
}

/** All options, in the order of the help. */
export const optionRows = {
  model: { argument: 'mlp|cnn', help: '784-512-256-10 with dropout (default), or a convolutional network' },
  epochs: { argument: 'N', help: 'walks through the training images (default 3, or 2 for cnn)' },
  batch: { argument: 'N', help: 'images in a training step (default 128, or 64 for cnn)' },
  data: { argument: 'DIR', help: 'where MNIST lies: DIR or DIR/mnist, raw or .gz' },
  device: { argument: 'auto|webgpu|cpu', help: 'what computes (default auto: a GPU where there is one)' },
  seed: { argument: 'N', help: 'fixes weights, order and dropout (default 1)' },
  out: { argument: 'DIR', help: 'where the model and the learning curves go (default out)' },
  download: { help: 'fetch MNIST into the cache if it is nowhere else (11 MB)' },
  json: { help: 'end with one line of JSON on standard output, and nothing else there' },
  help: { help: 'this text' },
} as const satisfies Readonly<Record<string, OptionRow>>;

/** Name of an option. */
export type OptionName = keyof typeof optionRows;
