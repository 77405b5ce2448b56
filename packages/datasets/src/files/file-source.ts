// Where named files come from: a folder or a web address. Knows no platform.

/** A place with files. */
export interface FileSource {
  /** The folder or address, for people. */
  readonly location: string;
  /** True if the file is there; does not read it. */
  has(name: string): Promise<boolean>;
  /** The whole file. */
  read(name: string): Promise<Uint8Array>;
}

/** A file as its publisher describes it. */
export interface PublishedFile {
  readonly name: string;
  readonly bytes: number;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}

/** How far a download has come, over all files of the data set. */
export interface DownloadProgress {
  /** The file that is on its way. */
  readonly file: string;
  /** Bytes that are here, those of finished files and of earlier attempts included. */
  readonly receivedBytes: number;
  readonly totalBytes: number;
}
