// Writes each custom resource as a literal of its type, which the TypeScript compiler then judges: it refuses members that the type
// does not have, at any depth, and misses those that it must have.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";

const types = {
  "keda.sh/v1alpha1/ScaledObject": "@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject",
  "monitoring.coreos.com/v1/PodMonitor": "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor",
  "monitoring.coreos.com/v1/PrometheusRule": "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule",
};

const found = readdirSync("../components", { recursive: true })
  .filter((name) => name.endsWith(".yaml") && !name.endsWith("kustomization.yaml"))
  .sort()
  .flatMap((name) => parseAllDocuments(readFileSync(join("../components", name), "utf8")).map((document) => ({ name, manifest: document.toJS() })))
  .map((each) => ({ ...each, type: types[`${each.manifest.apiVersion}/${each.manifest.kind}`] }))
  .filter((each) => each.type);

const missing = Object.values(types).filter((type) => !found.some((each) => each.type === type));
if (missing.length > 0) {
  throw new Error(`no manifest of ${missing.join(", ")}: take it from the list, or mend where this looks`);
}

mkdirSync("built", { recursive: true });
writeFileSync(
  "built/manifests.ts",
  found
    .map(({ name, manifest, type }, index) => `// ${name}\nimport type { I${manifest.kind} as Type${index} } from "${type}";\nexport const manifest${index}: Type${index} = ${JSON.stringify(manifest, null, 2)};\n`)
    .join("\n"),
);
console.log(`${found.map((each) => each.name).join(", ")}: as literals of their types`);
