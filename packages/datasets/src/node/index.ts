// What the package does on a machine with files; loaded only where it runs in Node.
export { cacheFolder, environmentFolder } from './default-folders.js';
export { download } from './download.js';
export { folderSource } from './folder-source.js';
