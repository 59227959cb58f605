// One esbuild call, from styles/ and src/ to the folder given as the first argument; `--watch` builds again at every change.
import { build, context } from "esbuild";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { basename, join, resolve } from "node:path";
import { names, sprite } from "./icons.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "../src/leadline/design/static/leadline"));

// What documents are set in, each with its licence beside it: typesetting takes no woff2.
const fonts = {
  "@expo-google-fonts/inter": {
    "400Regular/Inter_400Regular.ttf": "", "400Regular_Italic/Inter_400Regular_Italic.ttf": "",
    "600SemiBold/Inter_600SemiBold.ttf": "", "600SemiBold_Italic/Inter_600SemiBold_Italic.ttf": "",
    "LICENSE_FONT": "Inter-licence.txt",
  },
  "dejavu-fonts-ttf": { "ttf/DejaVuSans.ttf": "", "ttf/DejaVuSans-Bold.ttf": "", "LICENSE": "DejaVu-licence.txt" },
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const options = {
  absWorkingDir: here,
  entryPoints: [{ in: "src/app.ts", out: "app" }, { in: "styles/index.css", out: "app" }],
  outdir: out,
  bundle: true,
  format: "esm",
  splitting: true,
  minify: true,
  target: ["es2023", "chrome123", "firefox121", "safari17.5"],
  chunkNames: "chunks/[name]-[hash]",
  assetNames: "assets/[name]-[hash]",
  loader: { ".woff2": "file" },
  legalComments: "linked",
  logLevel: "warning",
};
if (process.argv.includes("--watch")) await (await context(options)).watch();
else await build(options);
await writeFile(join(out, "icons.svg"), await sprite());
await writeFile(join(out, "icons.json"), JSON.stringify(names));
await copyFile(join(here, "mark.svg"), join(out, "mark.svg"));
await mkdir(join(out, "fonts"));
for (const [name, files] of Object.entries(fonts)) {
  for (const [from, to] of Object.entries(files)) await copyFile(join(here, "node_modules", name, from), join(out, "fonts", to || basename(from)));
}
