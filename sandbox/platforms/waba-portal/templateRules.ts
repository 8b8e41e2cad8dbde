import { Refusal } from '../../refusal';
import { type Component, exampleFault, kindFault } from '../../templateRules';

/**
 * The rules that a schema cannot hold: each kind once, a body, and an example value for every variable.
 * @throws Refusal 400, beginning with the vendor's "Invalid parameter"; what follows is assumed
 */
export function checkComponents(components: Component[]): void {
	const fault = kindFault(components) ?? exampleFault(components);
	if (fault) throw new Refusal(400, `Invalid parameter: ${fault}`);
}
