// Variables of processes that measure. Drivers that do not know one pass it over.

/** Mesa's drivers then compile each shader anew; others have no such switch, and keep nothing between processes or all. */
export const noShaderCache = { MESA_SHADER_CACHE_DISABLE: 'true' } as const;

/** On one thread lavapipe's times are work done, not luck with the system's scheduler. */
export const oneThread = { ...noShaderCache, LP_NUM_THREADS: '1' } as const;
