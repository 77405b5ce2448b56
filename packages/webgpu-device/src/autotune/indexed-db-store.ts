// Keeps what was measured in a browser: an IndexedDB database of this origin.
import type { TuningStore } from './autotune-options.js';

const DATABASE = 'tensorloom';
const TABLE = 'autotune';

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')));
  });
}

async function withTable<Result>(
  mode: IDBTransactionMode,
  work: (table: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(TABLE));
  const database = await settled(opening);
  try {
    return await settled(work(database.transaction(TABLE, mode).objectStore(TABLE)));
  } finally {
    database.close();
  }
}

/** The store of this origin. Where a browser has no IndexedDB (a private window, say), nothing is kept. */
export function defaultStore(): TuningStore {
  return {
    get: (key) => withTable<unknown>('readonly', (table) => table.get(key)),
    set: async (key, value) => {
      await withTable('readwrite', (table) => table.put(value, key));
    },
  };
}
