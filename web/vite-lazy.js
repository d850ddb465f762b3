// What only some of the page's views need lies in a folder of its own: it is fetched when such a view is opened, or when
// there is nothing else to do.

export const LAZY = "views/";

/** What few will want: kept for offline use once it was used. */
export const ON_USE = /trainer|\.train-/;

/** What comes after the page's first answer, and belongs to the page all the same. */
const SOON = "keep";

/** What the bundler puts beside those that need it, that being one of them. */
const HELPER = "rolldown-runtime";

/** The texts of a language, which only its readers need. @param {string} name of a file */
export const isOfLanguage = (name) => /^views\/[a-z]{2}(-[A-Z][a-z]+)?-.{8}\.js$/.test(name);

/** The modules that the page itself imports: one file, whatever else may import them, too. */
const own = new Set();

/** Finds them, once all modules are known. */
export const together = {
  name: "together",
  buildEnd() {
    const add = (id) => {
      if (own.has(id)) return;
      own.add(id);
      this.getModuleInfo(id)?.importedIds.forEach(add);
    };
    for (const id of this.getModuleIds()) if (this.getModuleInfo(id).isEntry) add(id);
  },
};

// Few files rather than small ones: each costs a hash in the service worker.
const codeSplitting = {
  includeDependenciesRecursively: false, // or else what the page itself needs would go along
  groups: [
    { name: "index", test: (id) => own.has(id) },
    { name: SOON, test: /app\/keep|\/idb\// },
    { name: "inside", test: /app\/(words\/(en\/)?)?(inside|weights|stages|parts)/ },
    { name: "answers", test: /app\/(words\/en\/)?(answers|help|teach|ink-link)/ },
    { name: "pictures", test: /app\/(words\/en\/)?pictures/ },
    { name: "writing", test: /app\/writing/ },
    { name: "cells", test: /app\/(words\/en\/)?cells/ },
    { name: "camera", test: /app\/(words\/en\/)?camera/ },
    { name: "game", test: /app\/(words\/en\/)?(game|training|small-pad)/ },
  ],
};

/** The page's worker comes with it, the trainer's when it is asked for. */
export const workerName = ({ name }) => `${ON_USE.test(name) ? LAZY : "assets/"}[name]-[hash].js`;

/** The same of the page's worker. */
export const workerSplitting = {
  includeDependenciesRecursively: false,
  groups: [{ name: "further", test: /further-tasks|stages|lib\/(import|network-1998)/ }],
};

/** Lazy modules need nothing else fetched before them, and so none of Vite's help, for which there is no room. */
export const plainImports = {
  name: "plain-imports",
  enforce: "pre",
  load: (id) => (id === "\0vite/preload-helper.js" ? "export const __vitePreload = (load) => load();" : null),
};

export const output = {
  codeSplitting,
  chunkFileNames: ({ name }) => `${[SOON, HELPER].includes(name) ? "assets/" : LAZY}[name]-[hash].js`,
  assetFileNames: ({ names }) => `${isLazy(names) ? LAZY : "assets/"}[name]-[hash][extname]`,
};

// The style sheet of the page is named after it; each lazy view has one of its own name.
function isLazy(names) {
  return (
    names.some((name) => /\.css$/.test(name) && name !== "index.css") ||
    names.some((name) => /extra|1998|\.train\./.test(name))
  );
}
