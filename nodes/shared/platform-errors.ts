import type { INode } from 'n8n-workflow';

import type { Platform } from './platform';
import { platformError } from './run-error';

/**
 * Does work that belongs to no item: a picker's, a trigger's. A request that fails in it becomes an error as n8n
 * shows it; other errors pass as they are.
 * @throws NodeApiError
 */
export async function withPlatformErrors<T>(
	functions: { getNode(): INode },
	platform: Platform,
	work: () => Promise<T>,
): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw platformError(functions.getNode(), platform.name, error);
	}
}
