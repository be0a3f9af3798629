/**
 * Unpacks the browser that npm brought, and prints where it is and the environment it needs, for
 * browser tests on a machine that has no browser of its own.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('node_modules/.cache/browser', import.meta.url));
mkdirSync(folder, { recursive: true });
process.env.TMPDIR = folder;
// Makes it unpack its libraries and fonts, too, which a small machine lacks.
process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';

const { default: chromium } = await import('@sparticuz/chromium');
console.log(await chromium.executablePath());
console.log(process.env.LD_LIBRARY_PATH);
console.log(process.env.FONTCONFIG_PATH);
