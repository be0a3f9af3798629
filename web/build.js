/**
 * Makes `src/tidings.js`, the one script that a page loads, out of the modules. To be run after any
 * change of theirs, by `npm run build`; a test tells when that was forgotten.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, transformSync } from 'esbuild';

const SOURCE = fileURLToPath(new URL('src/tidings-elements.js', import.meta.url));
const SCRIPT = fileURLToPath(new URL('src/tidings.js', import.meta.url));

/** Styles are texts to a script, so they are made small by themselves. */
const smallStyles = {
  name: 'small-styles',
  /** @param {import('esbuild').PluginBuild} plugin */
  setup(plugin) {
    plugin.onLoad({ filter: /style\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/`([^`]*)`/, (_, css) => {
        const { code } = transformSync(css, { loader: 'css', minify: true, charset: 'utf8' });
        // It leaves the spaces in values that are only put together in the browser.
        return `\`${code.trim().replace(/([,:]) (?=[^{}]*[;}])/g, '$1')}\``;
      }),
    }));
  },
};

/**
 * The script as it should be.
 *
 * @param {Partial<import('esbuild').BuildOptions>} [options] instead of the usual ones
 */
export async function script(options = { entryPoints: [SOURCE] }) {
  const made = await build({
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    plugins: [smallStyles],
    ...options,
    write: false,
  });
  return made.outputFiles[0]?.text ?? '';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { writeFileSync } = await import('node:fs');
  writeFileSync(SCRIPT, await script());
}
