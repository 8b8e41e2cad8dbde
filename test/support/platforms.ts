import type { ICredentialDataDecryptedObject, ICredentialType } from 'n8n-workflow';

import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Operation as ContractOperation } from 'openapi-backend';

import type { Field, Operation } from '../../nodes/shared/operation';
import { loadPlatforms, type PlatformSource, repository } from '../../scripts/platforms';
import type { CredentialUnderTest } from './harness';
import type { RowFile } from './row';
import { contractOf, type VendorContract } from './contract';

/** A platform with everything that the tests know about it. */
export interface PlatformUnderTest extends PlatformSource {
	rows: RowFile;
	baseUrl: string;
	/** Filled in with made-up values. The secrets all hold {@link secret}. */
	credentialData: () => CredentialUnderTest;
	/** `<resource>.<operation>` and the operation, without the one that takes any path. */
	operations: Array<[string, Operation]>;
	contract: VendorContract;
	/** The contract's name of an operation: several of ours may share one endpoint. */
	contractId: (id: string) => string;
}

export const secret = 'key-that-nobody-may-see';

export const platforms: PlatformUnderTest[] = loadPlatforms().map((source) => {
	const rows = rowsOf(source.id);
	// Where the version is part of the paths, it is none of the address.
	const paths = source.resources.flatMap(({ operations }) => operations.map(({ path }) => path));
	const version = paths.some((path) => path.startsWith('/v1/')) ? '' : '/v1';
	const baseUrl = `https://${source.id}.test/api${version}`;
	return {
		...source,
		rows,
		baseUrl,
		credentialData: () => ({
			type: source.credential,
			data: credentialData(source.credential, { baseUrl, ...rows.credential }),
		}),
		operations: source.resources
			.flatMap(({ value: resource, operations }) =>
				operations.map((operation): [string, Operation] => [
					`${resource}.${operation.value}`,
					operation,
				]),
			)
			.filter(([id]) => id !== 'api.request'),
		...contractFor(source.id),
	};
});

function rowsOf(id: string): RowFile {
	const file = join(repository, 'test', 'platforms', id, 'rows.ts');
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- one file per platform, found by its folder
	return existsSync(file) ? (require(file) as RowFile) : { rows: [] };
}

function credentialData(
	{ properties }: ICredentialType,
	given: ICredentialDataDecryptedObject,
): ICredentialDataDecryptedObject {
	const secrets = properties.filter(({ typeOptions }) => typeOptions?.password);
	return { ...Object.fromEntries(secrets.map(({ name }) => [name, secret])), ...given };
}

function contractFor(id: string): Pick<PlatformUnderTest, 'contract' | 'contractId'> {
	const contract = contractOf(id);
	const sharing = (ours: string) =>
		contract.getOperations().find((operation) => operationsOf(operation).includes(ours));
	return { contract, contractId: (ours) => sharing(ours)?.operationId ?? ours };
}

/** The names of our operations that use an operation of the contract. */
export function operationsOf(operation: ContractOperation): string[] {
	const shared = (operation as { 'x-operations'?: string[] })['x-operations'];
	return shared ?? [operation.operationId as string];
}

/** All fields of an operation, those inside collections and groups too. */
export function allFields(fields: Field[]): Field[] {
	return fields.flatMap((field) => {
		const nested = (field.options ?? []).flatMap((option) => {
			if ('values' in option) return option.values;
			return 'type' in option ? [option] : [];
		});
		return [field, ...allFields(nested)];
	});
}

/** The vendor's name of a field. */
export function wireName(field: Field): string {
	return field.as ?? field.name;
}

/** The holes of a path, in order. */
export function holes(path: string): string[] {
	return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
}
