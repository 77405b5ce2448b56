// Reads the files of a tar archive that lies in memory. Knows nothing of compression or of where files go.

const block = 512;

/** @param {Buffer} header @param {number} start @param {number} length @returns {string} */
const field = (header, start, length) => {
  const text = header.subarray(start, start + length).toString('utf8');
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
};

/** @param {Buffer} header @returns {number} the sum that the header claims of its own bytes, blanks in its own place */
function headerSum(header) {
  let sum = 0;
  for (let i = 0; i < block; i++) sum += i >= 148 && i < 156 ? 32 : (header[i] ?? 0);
  return sum;
}

/**
 * The regular files of a tar archive (ustar); links, folders and extended headers are passed over.
 * @param {Buffer} archive
 * @returns {Map<string, Buffer>} contents by path, views of `archive`
 * @throws {Error} where the archive is cut off or a header's checksum is wrong
 */
export function tarFiles(archive) {
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  for (let at = 0; at + block <= archive.length;) {
    const header = archive.subarray(at, at + block);
    if (header[0] === 0) return files;
    if (parseInt(field(header, 148, 8), 8) !== headerSum(header)) {
      throw new Error(`tarFiles: bad header at byte ${at}; expected a tar archive; fetch the file again`);
    }
    const size = parseInt(field(header, 124, 12), 8);
    const start = at + block;
    if (start + size > archive.length) {
      throw new Error(`tarFiles: cut off; expected ${start + size} bytes, got ${archive.length}; fetch the file again`);
    }
    const kind = field(header, 156, 1);
    if (kind === '' || kind === '0') {
      const prefix = field(header, 257, 5) === 'ustar' ? field(header, 345, 155) : '';
      files.set(
        prefix ? `${prefix}/${field(header, 0, 100)}` : field(header, 0, 100),
        archive.subarray(start, start + size),
      );
    }
    at = start + Math.ceil(size / block) * block;
  }
  return files;
}
