import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from '../project-root';

/** The examples of one platform, by the names of their files. */
export interface PlatformExamples {
	/** The sandbox's name of the platform, with which the files' names begin. */
	platform: string;
	credentialType: string;
	examples: string[];
}

/** The first is the one whose first example is published and played; the others are there to be tried. */
const PLATFORMS: Array<[platform: string, credentialType: string, first?: string]> = [
	['waba-portal', 'wabaPortalApi', 'waba-portal-answer-customer.json'],
	['badala', 'badalaApi'],
	['cloove', 'clooveApi'],
	['pabbly-chatflow', 'pabblyChatflowApi'],
	['wbiz', 'wbizApi'],
];

/** All examples of the project, platform by platform. */
export const shownExamples: PlatformExamples[] = PLATFORMS.map(
	([platform, credentialType, first]) => {
		const files = readdirSync(join(projectRoot(), 'examples')).sort();
		const own = files.filter((file) => file.startsWith(`${platform}-`) && file !== first);
		return { platform, credentialType, examples: first ? [first, ...own] : own };
	},
);
