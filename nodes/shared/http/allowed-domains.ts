import type { INodeProperties } from 'n8n-workflow';

/**
 * Where n8n's HTTP Request node may send the key. n8n gives every credential these two fields, open by default: then
 * everybody who may use the credential can send the key anywhere. Here they start closed to all but the host of the
 * credential's own base URL. They have n8n's names, and n8n adds none of its own then.
 */
export const allowedDomains: INodeProperties[] = [
	{
		displayName: 'Allowed HTTP Request Domains',
		name: 'allowedHttpRequestDomains',
		type: 'options',
		options: [
			{
				name: 'All',
				value: 'all',
				description: 'Allow all requests when used in the HTTP Request node',
			},
			{
				name: 'Specific Domains',
				value: 'domains',
				description: 'Restrict requests to specific domains',
			},
			{
				name: 'None',
				value: 'none',
				description: 'Block all requests when used in the HTTP Request node',
			},
		],
		default: 'domains',
		description:
			'Which hosts n8n\'s HTTP Request node may call with this credential. With "All", everybody who may use the credential can send the key anywhere.',
	},
	{
		displayName: 'Allowed Domains',
		name: 'allowedDomains',
		type: 'string',
		// Whatever the base URL is, this must not fail: the whole credential could not be read then.
		default: '={{ (String($self["baseUrl"] || "").trim().split("/")[2] || "").split(":")[0] }}',
		placeholder: 'example.com, *.subdomain.com',
		description:
			'Separated by commas; * stands for any subdomain. At first the host of the Base URL.',
		displayOptions: { show: { allowedHttpRequestDomains: ['domains'] } },
	},
];
