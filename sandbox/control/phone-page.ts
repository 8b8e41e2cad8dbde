import { dirname } from 'node:path';

import express, { Router } from 'express';

import { fileAbove, sandboxFile } from '../http/sandbox-file';

/** Where the page finds its libraries: as they are published, without a build. */
const LIBRARIES: Record<string, string> = {
	'preact.mjs': 'preact/dist/preact.mjs',
	'hooks.mjs': 'preact/hooks/dist/hooks.mjs',
	'htm.mjs': 'htm/dist/htm.mjs',
};

/** The page at /, with its scripts and their libraries. */
export function phonePage(): Router {
	const page = Router();
	page.use(express.static(dirname(sandboxFile('phone', 'index.html'))));
	for (const [name, path] of Object.entries(LIBRARIES)) {
		page.get(`/lib/${name}`, (_req, res) => res.sendFile(fileAbove('node_modules', path)));
	}
	return page;
}
