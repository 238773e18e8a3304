// Checks bills of materials against the rules of CycloneDX 1.6 that a small one can break (https://cyclonedx.org/docs/1.6/json/), and against the package beside each: node check-sbom.mjs FILE.cdx.json…
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";

const types = ["application", "framework", "library", "container", "platform", "operating-system", "device", "device-driver", "firmware", "file", "machine-learning-model", "data", "cryptographic-asset"];
const hexLength = { "MD5": 32, "SHA-1": 40, "SHA-256": 64, "SHA-384": 96, "SHA-512": 128 };
const known = new Set(["type", "bom-ref", "name", "version", "description", "hashes", "licenses", "purl"]);
let wrong = 0;
const say = (file, what) => { console.error(`${basename(file)}: ${what}`); wrong++; };

for (const file of process.argv.slice(2)) {
  const bill = JSON.parse(readFileSync(file, "utf8"));
  const mistake = what => say(file, what);
  if (bill.bomFormat !== "CycloneDX" || bill.specVersion !== "1.6") mistake("it must say that it is CycloneDX, 1.6");
  if (!Number.isInteger(bill.version) || bill.version < 1) mistake("its version must be a whole number from 1 on");
  for (const key of Object.keys(bill)) if (!["bomFormat", "specVersion", "version", "metadata", "components", "dependencies"].includes(key)) mistake(`'${key}' has no place here`);
  if ("timestamp" in (bill.metadata ?? {}) || "serialNumber" in bill) mistake("a time or a random number would make each bill another");
  const all = [bill.metadata?.component, ...(bill.components ?? [])];
  const references = new Set();
  for (const part of all) {
    if (!part) { mistake("a component is missing"); continue; }
    const at = part.name ?? "a component";
    for (const key of Object.keys(part)) if (!known.has(key)) mistake(`${at}: '${key}' has no place here`);
    if (!types.includes(part.type)) mistake(`${at}: '${part.type}' is no type of component`);
    for (const key of ["bom-ref", "name", "version"]) if (typeof part[key] !== "string" || part[key] === "") mistake(`${at}: '${key}' is missing`);
    if (references.has(part["bom-ref"])) mistake(`${at}: '${part["bom-ref"]}' stands for two components`);
    references.add(part["bom-ref"]);
    for (const hash of part.hashes ?? []) if (!new RegExp(`^[0-9a-f]{${hexLength[hash.alg] ?? 0}}$`).test(hash.content) || !hexLength[hash.alg]) mistake(`${at}: its ${hash.alg} is none`);
    for (const license of part.licenses ?? []) if (typeof license.expression !== "string" || !/^[A-Za-z0-9.+() -]+$/.test(license.expression)) mistake(`${at}: its licence is no SPDX expression`);
    if ((part.licenses ?? []).length !== 1) mistake(`${at}: it has no licence`);
    if (part.purl !== undefined) {
      const match = /^pkg:(nuget|npm)\/((?:%40[a-z0-9-]+\/)?[A-Za-z0-9._-]+)@([A-Za-z0-9.+-]+)$/.exec(part.purl);
      if (!match || decodeURIComponent(match[2]) !== part.name || match[3] !== part.version) mistake(`${at}: '${part.purl}' is not its package URL`);
    } else if (part === all[0] || !/^Glia(\.|$)/.test(part.name)) mistake(`${at}: the package URL is missing`);
  }
  const explained = new Set();
  for (const entry of bill.dependencies ?? []) {
    if (explained.has(entry.ref)) mistake(`'${entry.ref}' is explained twice`);
    explained.add(entry.ref);
    for (const reference of [entry.ref, ...(entry.dependsOn ?? [])]) if (!references.has(reference)) mistake(`'${reference}' stands for no component`);
    if (new Set(entry.dependsOn).size !== entry.dependsOn.length) mistake(`'${entry.ref}' needs something twice`);
  }
  for (const reference of references) if (!explained.has(reference)) mistake(`of '${reference}' it does not say what it needs`);

  // Everything is needed by something, up from the package itself.
  const reached = new Set(), open = [bill.metadata.component["bom-ref"]];
  while (open.length > 0) {
    const reference = open.pop();
    if (!reached.has(reference)) { reached.add(reference); open.push(...(bill.dependencies.find(d => d.ref === reference)?.dependsOn ?? [])); }
  }
  for (const reference of references) if (!reached.has(reference)) mistake(`nothing needs '${reference}'`);

  const beside = file.replace(/\.cdx\.json$/, ".nupkg");
  if (!existsSync(beside)) mistake("there is no package beside it");
  else if (createHash("sha512").update(readFileSync(beside)).digest("hex") !== bill.metadata.component.hashes?.[0]?.content) mistake("the package beside it is another one");
  if (bill.metadata.component.name === "Glia.Cli") for (const name of ["Spectre.Console", "System.CommandLine", "preact", "uplot"]) if (!all.some(c => c.name === name && c.hashes)) mistake(`${name}, which the tool brings along, is missing`);
}
if (process.argv.length < 3) say("check-sbom", "name the bills to check");
if (wrong === 0) console.log(`   ${process.argv.length - 2} bills of materials keep the rules of CycloneDX 1.6`);
process.exit(wrong === 0 ? 0 : 1);
