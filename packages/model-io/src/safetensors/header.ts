// The header of a safetensors file: its length, its JSON, every rule checked before anything is allocated for a tensor.
import { FileFormatError, formatShape } from '@tensorloom/tensor-core';
import { duplicateKey } from './duplicate-keys.js';
import { foreignTypes, storedTypeNamed, storedTypeNames, type StoredType } from './dtypes.js';

/** Bytes before the header: its length, little-endian. */
export const LENGTH_BYTES = 8;
/** Longest header, as in the reference implementation. */
const LONGEST_HEADER = 100_000_000;
const HIGHEST_RANK = 8;

/** One tensor of a file; `begin` and `end` count from the end of the header. */
export interface HeaderEntry {
  readonly name: string;
  readonly type: StoredType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** What a header says. */
export interface Header {
  /** In the order of their bytes. */
  readonly entries: readonly HeaderEntry[];
  readonly metadata: Readonly<Record<string, string>>;
}

function refuse(rule: string, expected: string, got: string): never {
  throw new FileFormatError(
    `safetensors: ${rule}; expected ${expected}, got ${got}; the file is damaged or of another kind`,
  );
}

/**
 * The length of the header.
 *
 * @param prefix the first 8 bytes of the file, or all of it where it is shorter
 * @param fileBytes size of the file
 * @throws FileFormatError for a length that cannot be
 */
export function headerLength(prefix: Uint8Array, fileBytes: number): number {
  if (prefix.length < LENGTH_BYTES) refuse('the file is too short', 'at least 8 bytes', `${prefix.length}`);
  const length = new DataView(prefix.buffer, prefix.byteOffset).getBigUint64(0, true);
  const room = Math.min(fileBytes - LENGTH_BYTES, LONGEST_HEADER);
  if (length < 2n || length > BigInt(room))
    refuse('the header has an impossible length', `2 to ${room} bytes`, `${length}`);
  return Number(length);
}

/** A value as text, cut short; a damaged header may hold one that is too deep to write out. */
function short(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? 'none').slice(0, 80);
  } catch {
    return 'something too deep to show';
  }
}

function parseJson(bytes: Uint8Array): object {
  if (bytes[0] !== 0x7b) refuse('the header is no JSON object', "'{' as its first byte", `byte ${bytes[0]}`);
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    value = JSON.parse(text);
  } catch (error) {
    refuse('the header is no JSON', 'valid JSON in UTF-8', (error as Error).message);
  }
  const twice = duplicateKey(text);
  if (twice !== undefined) refuse('a name stands twice', 'distinct names', `'${twice.slice(0, 80)}' again`);
  return value as object;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isCounts = (value: unknown): value is number[] => Array.isArray(value) && value.every(isCount);

function typeOf(name: string, dtype: unknown): StoredType {
  const type = storedTypeNamed(dtype);
  if (type) return type;
  if (foreignTypes.includes(dtype as string)) {
    throw new FileFormatError(
      `safetensors: tensor '${name}' has a dtype without a counterpart here; expected ${storedTypeNames.join(', ')}, got ${short(dtype)}; convert the file first`,
    );
  }
  return refuse(`tensor '${name}' has an unknown dtype`, storedTypeNames.join(', '), short(dtype));
}

function entryOf(name: string, value: unknown): HeaderEntry {
  const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Record<string, unknown>;
  const type = typeOf(name, dtype);
  if (!isCounts(shape) || shape.length > HIGHEST_RANK) {
    refuse(`tensor '${name}' has a bad shape`, `up to ${HIGHEST_RANK} whole numbers >= 0`, short(shape));
  }
  if (!isCounts(offsets) || offsets.length !== 2) {
    refuse(`tensor '${name}' has bad offsets`, 'data_offsets [begin, end], whole numbers >= 0', short(offsets));
  }
  const [begin, end] = offsets as [number, number];
  const bytes = shape.reduce((product, extent) => product * extent, type.bytes);
  if (end - begin !== bytes) {
    refuse(
      `offsets of tensor '${name}' do not fit its shape`,
      `${bytes} bytes for ${type.name} ${formatShape(shape)}`,
      `${end - begin}`,
    );
  }
  return { name, type, shape, begin, end };
}

/** @throws FileFormatError unless the tensors cover the data without overlap or gap */
function checkCover(entries: readonly HeaderEntry[], dataBytes: number): void {
  let covered = 0;
  for (const { name, begin, end } of entries) {
    if (begin < covered) refuse(`tensor '${name}' overlaps another`, `to begin at byte ${covered}`, `${begin}`);
    if (begin > covered) refuse(`there is a gap before tensor '${name}'`, `to begin at byte ${covered}`, `${begin}`);
    if (end > dataBytes)
      refuse(`tensor '${name}' ends behind the end of the file`, `at most byte ${dataBytes} of the data`, `${end}`);
    covered = end;
  }
  if (covered !== dataBytes) refuse('bytes are left over', `${covered} bytes of data`, `${dataBytes}`);
}

function metadataOf(value: unknown): Record<string, string> {
  if (value === undefined) return {};
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isRecord || !Object.values(value).every((each) => typeof each === 'string')) {
    refuse('__metadata__ is malformed', 'an object of strings', short(value));
  }
  return value as Record<string, string>;
}

/**
 * Reads and checks a header.
 *
 * @param bytes the JSON, as long as `headerLength` says
 * @param dataBytes bytes of the file behind it
 * @throws FileFormatError that names the rule broken and the tensor
 */
export function parseHeader(bytes: Uint8Array, dataBytes: number): Header {
  const { __metadata__: metadata, ...tensors } = parseJson(bytes) as Record<string, unknown>;
  const entries = Object.entries(tensors)
    .map(([name, value]) => entryOf(name, value))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  checkCover(entries, dataBytes);
  return { entries, metadata: metadataOf(metadata) };
}
