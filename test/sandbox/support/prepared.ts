import type { AxiosInstance } from 'axios';

import type { SandboxClient } from '../../../sandbox/client';

/** A platform of the sandbox in which the examples of its contract have a meaning. */
export interface Prepared {
	headers?: Record<string, string>;
	/** Values of path and query parameters: by operation and name, such as `template.get id`, or by name alone. */
	parameters?: Record<string, string>;
	/** What stands in the place of a text of an example, such as an id that only this sandbox knows. */
	texts?: Record<string, string>;
	/** The forms of operations that take one. */
	forms?: Record<string, FormData>;
	/** Why an example cannot be taken here, by operation and example: the status of the refusal. */
	refused?: Record<string, number>;
}

/** Brings a platform that was just reset into that state. */
export type Prepare = (
	client: SandboxClient,
	/** The platform's API; answers every status. */
	api: AxiosInstance,
	/** An address that takes every webhook. */
	receiverUrl: string,
) => Promise<Prepared>;

/** A file for an operation that takes a form with one. */
export function formWith(name: string, type: string, content: string | Uint8Array): FormData {
	const form = new FormData();
	form.append('file', new Blob([content], { type }), name);
	return form;
}
