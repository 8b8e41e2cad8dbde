// Loads packages as n8n does, and prints what is in them: `node check/load.cjs <folder of a package> ...`.
const { readFileSync } = require('node:fs');
const { basename, join } = require('node:path');

function load(path) {
	const className = basename(path).split('.')[0];
	return new (require(path)[className])();
}

const packages = process.argv.slice(2).map((folder) => {
	const { n8n } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const nodes = n8n.nodes.map((path) => load(join(folder, path)).description);
	return { nodes, credentials: n8n.credentials.map((path) => load(join(folder, path))) };
});
console.log(JSON.stringify({ node: process.versions.node, packages }));
