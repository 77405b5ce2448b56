// Functions for pooling and its gradients: one output element from a buffer in memory, channels last.
// Window sizes are constants of the text: there are few of them and loops over them unroll.

export interface PoolParameters {
  readonly window: readonly [number, number];
  readonly strides: readonly [number, number];
  /** Rows above and columns to the left. */
  readonly offset: readonly [number, number];
  /** Height, width and channels of the unpooled image. */
  readonly image: readonly [number, number, number];
  /** Height and width of the pooled image. */
  readonly pooled: readonly [number, number];
}

function windowLoop(parameters: PoolParameters, inside: string): string {
  const { window, strides, offset, image } = parameters;
  return `  for (var i = 0; i < ${window[0]}; i++) {
    let y = oy * ${strides[0]} + i - ${offset[0]};
${staysInside(parameters, 0, 'y', 4)}    for (var j = 0; j < ${window[1]}; j++) {
      let x = ox * ${strides[1]} + j - ${offset[1]};
${staysInside(parameters, 1, 'x', 6)}      let value = source[u32((b * ${image[0]} + y) * ${image[1]} + x) * ${image[2]}u + channel];
${inside}
    }
  }
`;
}

/** Largest element of a window; NaN wins. Uses maximumOf and specialOf. */
export function maxPoolFunction(name: string, source: string, parameters: PoolParameters): string {
  const loop = windowLoop(parameters, '      best = maximumOf(best, value);').replaceAll('source[', `${source}[`);
  return `fn ${name}(b: i32, oy: i32, ox: i32, channel: u32) -> f32 {
  var best = specialOf(0xff800000u);
${loop}  return best;
}
`;
}

/** Mean of the elements of a window that lie inside the image. */
export function averagePoolFunction(name: string, source: string, parameters: PoolParameters): string {
  const loop = windowLoop(parameters, '      total += value;\n      count += 1.0;').replaceAll('source[', `${source}[`);
  return `fn ${name}(b: i32, oy: i32, ox: i32, channel: u32) -> f32 {
  var total = 0.0;
  var count = 0.0;
${loop}  return total / count;
}
`;
}

/** Whether windows lie side by side, so that an element is in one of them at most. */
function areDisjoint({ window, strides }: PoolParameters): boolean {
  return window[0] <= strides[0] && window[1] <= strides[1];
}

/** Visits each window that covers image row y and column x: its place is (oy, ox). */
function coveringWindows(parameters: PoolParameters, inside: string): string {
  const { window, strides, offset, pooled } = parameters;
  const place = `      let place = u32((b * ${pooled[0]} + oy) * ${pooled[1]} + ox) * CHANNELS + channel;`;
  if (areDisjoint(parameters)) {
    return `  let oy = (y + ${offset[0]}) / ${strides[0]};
  let ox = (x + ${offset[1]}) / ${strides[1]};
  let covered = y + ${offset[0]} - oy * ${strides[0]} < ${window[0]} && x + ${offset[1]} - ox * ${strides[1]} < ${window[1]};
  if (covered && oy < ${pooled[0]} && ox < ${pooled[1]}) {
${place}
${inside}
  }
`;
  }
  const first = (axis: 0 | 1, at: string): string =>
    `max(0, (${at} + ${offset[axis]} - ${window[axis]} + ${strides[axis]}) / ${strides[axis]})`;
  const last = (axis: 0 | 1, at: string): string =>
    `min(${pooled[axis] - 1}, (${at} + ${offset[axis]}) / ${strides[axis]})`;
  return `  for (var oy = ${first(0, 'y')}; oy <= ${last(0, 'y')}; oy++) {
    for (var ox = ${first(1, 'x')}; ox <= ${last(1, 'x')}; ox++) {
${place}
${inside}
    }
  }
`;
}

/** Line that passes over what lies outside of the image; nothing where no window leaves it. */
function staysInside(
  { window, strides, offset, image, pooled }: PoolParameters,
  axis: 0 | 1,
  at: string,
  depth: number,
): string {
  const last = (pooled[axis] - 1) * strides[axis] - offset[axis] + window[axis] - 1;
  if (offset[axis] === 0 && last < image[axis]) return '';
  return `${' '.repeat(depth)}if (${at} < 0 || ${at} >= ${image[axis]}) { continue; }\n`;
}

/** Gradient of max pooling at one image element: of each covering window, if this element is its first largest. */
export function maxPoolGradientFunction(
  name: string,
  source: string,
  gradient: string,
  parameters: PoolParameters,
): string {
  const { window, strides, offset, image } = parameters;
  const inside = `      var best = specialOf(0xff800000u);
      var bestAt = -1;
      for (var i = 0; i < ${window[0]}; i++) {
        let v = oy * ${strides[0]} + i - ${offset[0]};
${staysInside(parameters, 0, 'v', 8)}        for (var j = 0; j < ${window[1]}; j++) {
          let u = ox * ${strides[1]} + j - ${offset[1]};
${staysInside(parameters, 1, 'u', 10)}          let value = ${source}[u32((b * ${image[0]} + v) * ${image[1]} + u) * CHANNELS + channel];
          let wins = bestAt < 0 || value > best || (isNaNOf(value) && !isNaNOf(best));
          best = select(best, value, wins);
          bestAt = select(bestAt, v * ${image[1]} + u, wins);
        }
      }
      if (bestAt == y * ${image[1]} + x) { total += ${gradient}[place]; }`;
  return `fn ${name}(b: i32, y: i32, x: i32, channel: u32) -> f32 {
  var total = 0.0;
${coveringWindows(parameters, inside)}  return total;
}
`.replaceAll('CHANNELS', `${image[2]}u`);
}

/** Gradient of average pooling at one image element: a share of each covering window's. */
export function averagePoolGradientFunction(name: string, gradient: string, parameters: PoolParameters): string {
  const { window, strides, offset, image } = parameters;
  const extent = (axis: 0 | 1, place: string): string =>
    `(min(${place} * ${strides[axis]} - ${offset[axis]} + ${window[axis]}, ${image[axis]}) - max(${place} * ${strides[axis]} - ${offset[axis]}, 0))`;
  const inside = `      total += ${gradient}[place] / f32(${extent(0, 'oy')} * ${extent(1, 'ox')});`;
  return `fn ${name}(b: i32, y: i32, x: i32, channel: u32) -> f32 {
  var total = 0.0;
${coveringWindows(parameters, inside)}  return total;
}
`.replaceAll('CHANNELS', `${image[2]}u`);
}
