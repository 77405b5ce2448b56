// Removes what an earlier build of this package left, so that a file renamed since is not published under its old name too.
import { rmSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
