// Test support: 2-D convolution and its gradients written down from their definition.
import type { Conv2dAttributes } from '@tensorloom/tensor-core';

/** Sizes and attributes of a convolution. */
export interface ConvCase extends Conv2dAttributes {
  readonly input: readonly [number, number, number, number];
  readonly kernel: readonly [number, number, number, number];
  readonly output: readonly [number, number, number, number];
}

/** Calls `visit` with the flat indices of input, kernel and output of each product in the convolution's sums. */
export function eachProduct(c: ConvCase, visit: (input: number, kernel: number, output: number) => void): void {
  const [batch, height, width, channels] = c.input;
  const [kernelHeight, kernelWidth, perGroup, filters] = c.kernel;
  const [, outHeight, outWidth] = c.output;
  for (let b = 0; b < batch; b++)
    for (let oy = 0; oy < outHeight; oy++)
      for (let ox = 0; ox < outWidth; ox++)
        for (let f = 0; f < filters; f++)
          for (let i = 0; i < kernelHeight; i++)
            for (let j = 0; j < kernelWidth; j++)
              for (let p = 0; p < perGroup; p++) {
                const y = oy * c.strides[0] + i * c.dilation[0] - c.padding[0][0];
                const x = ox * c.strides[1] + j * c.dilation[1] - c.padding[1][0];
                if (y < 0 || y >= height || x < 0 || x >= width) continue;
                const channel = Math.floor(f / (filters / c.groups)) * perGroup + p;
                visit(
                  ((b * height + y) * width + x) * channels + channel,
                  ((i * kernelWidth + j) * perGroup + p) * filters + f,
                  ((b * outHeight + oy) * outWidth + ox) * filters + f,
                );
              }
}
