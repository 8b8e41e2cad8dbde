import type { IConnections, INode, INodeExecutionData } from 'n8n-workflow';

import { waitFor } from '../../sandbox/client';
import { N8nRestError, type Session } from './session';

/** A workflow as it is written down in an exported file. */
export interface WorkflowDefinition {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: Record<string, unknown>;
	/** What nodes give out when the workflow is run in the editor, by their names. */
	pinData?: Record<string, INodeExecutionData[]>;
}

export interface SavedWorkflow extends WorkflowDefinition {
	id: string;
	versionId: string;
	active: boolean;
	isArchived?: boolean;
}

interface PublicationStatus {
	status: 'in_progress' | 'published' | 'partial' | 'failed' | 'not_published';
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

/** What a publication ends with. */
const FINAL: Array<PublicationStatus['status']> = ['published', 'partial', 'failed'];

/** n8n could not publish a workflow; the message is what n8n shows to the user. */
export class PublicationError extends Error {
	constructor(workflow: string, reason: string) {
		super(`"${workflow}" was not published: ${reason}`);
		this.name = 'PublicationError';
	}
}

/** n8n tries a failing trigger five times in 15 seconds before it gives up. */
const PUBLICATION_TIMEOUT = 45_000;

/** The workflows of one n8n, in both ways that n8n can publish: in the background and at once. */
export class Workflows {
	constructor(private readonly session: Session) {}

	async create(definition: WorkflowDefinition): Promise<SavedWorkflow> {
		return await this.session.request('post', '/rest/workflows', {
			settings: { executionOrder: 'v1' },
			...definition,
		});
	}

	async get(id: string): Promise<SavedWorkflow> {
		return await this.session.request('get', `/rest/workflows/${id}`);
	}

	async update(id: string, change: Partial<WorkflowDefinition>): Promise<SavedWorkflow> {
		const { versionId } = await this.get(id);
		return await this.session.request('patch', `/rest/workflows/${id}`, { ...change, versionId });
	}

	async list(): Promise<SavedWorkflow[]> {
		return await this.session.request('get', '/rest/workflows');
	}

	/** Unpublishes, archives and deletes: n8n deletes only what is archived. */
	async remove(id: string): Promise<void> {
		await this.unpublish(id);
		await this.session.request('post', `/rest/workflows/${id}/archive`, {});
		await this.session.request('delete', `/rest/workflows/${id}`);
	}

	/**
	 * Publishes the saved version and waits until its triggers are registered.
	 * @throws PublicationError with n8n's reason, when a trigger could not be registered.
	 */
	async publish(id: string): Promise<void> {
		const { versionId, name } = await this.get(id);
		try {
			await this.session.request('post', `/rest/workflows/${id}/activate`, { versionId });
		} catch (error) {
			// Without the publication service n8n registers inside this call and answers 400.
			if (error instanceof N8nRestError && error.status === 400) {
				throw new PublicationError(name, error.message);
			}
			throw error;
		}
		const settled = await this.waitUntilSettled(id, `"${name}" to be published`);
		if (settled && settled.status !== 'published') {
			const reasons = settled.triggers.map(({ errorMessage }) => errorMessage).filter(Boolean);
			throw new PublicationError(name, reasons.join('; ') || settled.status);
		}
	}

	/** Takes the workflow off-line and waits until its triggers have removed what they registered. */
	async unpublish(id: string): Promise<void> {
		await this.session.request('post', `/rest/workflows/${id}/deactivate`, {});
		await this.waitUntilSettled(id, `workflow ${id} to be unpublished`, 'not_published');
	}

	/**
	 * Waits for a final status; undefined where n8n has no publication service (it works at once). n8n reads the parts of
	 * the status one by one: at the end of a publication it may say "not published" for a moment.
	 */
	private async waitUntilSettled(
		id: string,
		what: string,
		wanted?: PublicationStatus['status'],
	): Promise<PublicationStatus | undefined> {
		let seen: PublicationStatus | undefined;
		const look = async (): Promise<{ result?: PublicationStatus } | undefined> => {
			seen = await this.publicationStatus(id);
			if (!seen) return {};
			const settled = wanted ? seen.status === wanted : FINAL.includes(seen.status);
			return settled ? { result: seen } : undefined;
		};
		const options = { timeout: PUBLICATION_TIMEOUT, interval: 150, describe: () => seen };
		return (await waitFor(what, look, options)).result;
	}

	private async publicationStatus(id: string): Promise<PublicationStatus | undefined> {
		try {
			return await this.session.request('get', `/rest/workflows/${id}/publication-status`);
		} catch (error) {
			if (error instanceof N8nRestError && error.status === 404) return undefined;
			throw error;
		}
	}
}
