// Lets Node run the workspace's TypeScript from source: `node --import ./tools/setup/typescript.mjs app.ts`.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
process.setSourceMapsEnabled(true);
