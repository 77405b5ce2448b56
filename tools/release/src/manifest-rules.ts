// What a published package's package.json must say. Pure: manifests in, complaints out.
import type { Layer } from './layer-map.js';
import type { Manifest, WorkspacePackage } from './workspace.js';

const scope = '@tensorloom/';
const source = `${scope}source`;
const isOurs = (name: string): boolean => name === 'tensorloom' || name.startsWith(scope);
const nameOf = (room: string): string => (room === 'tensorloom' ? room : scope + room);
const entry = (file: string): Record<string, string> => ({
  [source]: `./src/${file}.ts`,
  types: `./dist/${file}.d.ts`,
  default: `./dist/${file}.js`,
});

/** What every published package says alike. */
function commonComplaints({ room, manifest }: WorkspacePackage): string[] {
  const complaints: string[] = [];
  const expectEqual = (what: string, got: unknown, expected: unknown): void => {
    if (JSON.stringify(got) === JSON.stringify(expected)) return;
    complaints.push(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`);
  };
  expectEqual('name', manifest.name, nameOf(room));
  expectEqual('private', manifest.private, undefined);
  expectEqual('type', manifest.type, 'module');
  expectEqual('license', manifest.license, 'MIT');
  expectEqual('engines', manifest.engines, { node: '>=20.19.0' });
  if (room !== 'tensorloom') expectEqual('sideEffects', manifest.sideEffects, false);
  for (const [path, target] of Object.entries(manifest.exports ?? {})) {
    if (path === './package.json') continue;
    expectEqual(`exports["${path}"]`, target, entry(path === '.' ? 'index' : path.slice(2)));
  }
  for (const script of ['build', 'test', 'lint', 'typecheck']) {
    if (!manifest.scripts?.[script]) complaints.push(`scripts: expected "${script}", got none`);
  }
  for (const files of ['dist', 'src']) {
    if (!manifest.files?.includes(files)) complaints.push(`files: expected "${files}" among them`);
  }
  return complaints;
}

/** What stands in the way of `dependencies` being those that the layer map allows. */
function layerComplaints(manifest: Manifest, { values, types = [], tests = [] }: Layer): string[] {
  const open = new Set([...values, ...types].map((room) => nameOf(room.split('/')[0] ?? room)));
  const openToTests = new Set([...open, ...tests.map(nameOf)]);
  const shipped = { ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies };
  const closed = (names: string[], allowed: Set<string>, kind: string): string[] =>
    names
      .filter((name) => isOurs(name) && !allowed.has(name))
      .map((name) => `${kind}: ${name} is closed to this room; see \`layers\` in eslint.config.js`);
  return [
    ...closed(Object.keys(shipped), open, 'dependencies'),
    ...closed(Object.keys(manifest.devDependencies ?? {}), openToTests, 'devDependencies'),
  ];
}

/** Whether versions are written where they belong: ours as `workspace:`, others in the catalog. */
function versionComplaints(manifest: Manifest): string[] {
  const complaints: string[] = [];
  const check = (kind: string, versions: Record<string, string> | undefined, ours: string): void => {
    for (const [name, version] of Object.entries(versions ?? {})) {
      const expected = isOurs(name) ? ours : 'catalog:';
      if (version === expected || (kind === 'peerDependencies' && !isOurs(name))) continue;
      complaints.push(`${kind}: expected "${expected}" for ${name}, got "${version}"`);
    }
  };
  check('dependencies', manifest.dependencies, 'workspace:^');
  check('peerDependencies', manifest.peerDependencies, 'workspace:^');
  check('devDependencies', manifest.devDependencies, 'workspace:*');
  return complaints;
}

/** Two copies of tensor-core in one program do not understand each other: a package takes the one that its user has. */
function peerComplaints({ room, manifest }: WorkspacePackage): string[] {
  const core = `${scope}tensor-core`;
  if (room === 'tensorloom' || !manifest.dependencies?.[core]) return [];
  return [`dependencies: ${core} must be a peer dependency; move it to peerDependencies`];
}

/** Everything that is wrong with a published package's manifest; empty where nothing is. */
export function manifestComplaints(workspacePackage: WorkspacePackage, layer: Layer | undefined): string[] {
  const { room, manifest } = workspacePackage;
  const complaints = [
    ...commonComplaints(workspacePackage),
    ...(layer ? layerComplaints(manifest, layer) : ['this room is missing in `layers` of eslint.config.js']),
    ...versionComplaints(manifest),
    ...peerComplaints(workspacePackage),
  ];
  return complaints.map((complaint) => `packages/${room}/package.json: ${complaint}`);
}
