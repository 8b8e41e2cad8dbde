import { exampleFiles, platformOf, readExample } from '../example';

/** The type of the credential for each platform, by the sandbox's name of it. */
export const credentialTypes: Record<string, string> = {
	'waba-portal': 'wabaPortalApi',
	badala: 'badalaApi',
	cloove: 'clooveApi',
	'pabbly-chatflow': 'pabblyChatflowApi',
	wbiz: 'wbizApi',
};

/** What n8n's OpenAI Chat Model needs. */
export const MODEL_CREDENTIAL = 'openAiApi';

export interface ShownExample {
	file: string;
	/** The sandbox's names of the platforms of its nodes. */
	platforms: string[];
}

/** Published and played when the demo starts; the others are there to be tried. */
const FIRST = 'waba-portal-answer-customer.json';

/** All examples of the project. */
export const shownExamples: ShownExample[] = [
	FIRST,
	...exampleFiles().filter((file) => file !== FIRST),
].map((file) => {
	const platforms = readExample(file).nodes.flatMap((node) => platformOf(node) ?? []);
	return { file, platforms: [...new Set(platforms)] };
});
