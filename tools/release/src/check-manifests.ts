// `npm run boundaries`: every package.json keeps to the layer map, and nothing of ours that is private is published.
import { layerMap } from './layer-map.js';
import { manifestComplaints } from './manifest-rules.js';
import { packagesOf } from './workspace.js';

const layers = await layerMap();
const packages = packagesOf('packages');
const complaints = packages.flatMap((each) => manifestComplaints(each, layers[each.room]));
const rooms = new Set(packages.map(({ room }) => room));
for (const room of Object.keys(layers)) {
  if (!rooms.has(room)) complaints.push(`eslint.config.js: \`layers\` names ${room}, which is no package`);
}
for (const { kind, room, manifest } of [...packagesOf('apps'), ...packagesOf('tools')]) {
  if (!manifest.private) complaints.push(`${kind}/${room}/package.json: expected "private": true`);
}

for (const complaint of complaints) console.error(complaint);
console.log(`boundaries: ${packages.length} packages, ${complaints.length} complaints`);
process.exitCode = complaints.length > 0 ? 1 : 0;
