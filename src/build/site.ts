/** Where the built site lies and under which path it stands. */
import path from 'node:path';

export const dist = path.resolve(process.env['OUT_DIR'] ?? 'dist');
/** `/` or `/carbon/`. */
export const base = `/${(process.env['BASE_PATH'] ?? '/').replaceAll(/^\/+|\/+$/g, '')}/`.replace('//', '/');
