import { v5 } from 'uuid';
import { LoadedDefinition } from '../loadDefinition';
import { CheckedRule, rulesByControl } from './CheckedRule';

/** Of this project's OSCAL documents: names below it give the same uuids everywhere (RFC 9562, version 5). */
const NAMESPACE = v5('https://enginehouse.io/oscal', v5.URL);

/** Whose the property `rule` is; those without a namespace are NIST's. */
const PROPERTIES = 'https://enginehouse.io/ns/oscal';

/** Where NIST publishes the catalog of SP 800-53 rev 5. */
const CATALOG =
  'https://raw.githubusercontent.com/usnistgov/oscal-content/main/nist.gov/SP800-53/rev5/json/NIST_SP-800-53_rev5_catalog.json';

/**
 * An OSCAL 1.2.1 component definition of what a definition's policies check: one implemented requirement for each control a rule names. A rule checks part of a control,
 * and so each says `partial`.
 *
 * @param lastModified - when what is said last changed, ISO 8601 with a zone
 */
export function oscalComponent(
  { definition, version }: LoadedDefinition,
  rules: readonly CheckedRule[],
  lastModified: string,
): object {
  const { id, title, description } = definition;
  const uuid = (...name: string[]) => v5([id, ...name].join('/'), NAMESPACE);
  return {
    'component-definition': {
      uuid: uuid(),
      metadata: {
        title: `${title}: what every plan is checked for`,
        'last-modified': lastModified,
        version,
        'oscal-version': '1.2.1',
      },
      components: [
        {
          uuid: uuid('component'),
          type: 'software',
          ...{ title, description },
          props: [{ name: 'software-identifier', value: id }],
          'control-implementations': [
            {
              uuid: uuid('implementation'),
              source: CATALOG,
              description:
                'Each rule is checked on the template of every plan, before anything is deployed; an error keeps the plan from being applied until it is acknowledged.',
              'implemented-requirements': rulesByControl(rules).map(
                ([control, checking]) => ({
                  uuid: uuid('control', control),
                  'control-id': control,
                  description: checking
                    .map(rule => `${rule.title}${among(rule)}.`)
                    .join(' '),
                  props: [
                    { name: 'implementation-status', value: 'partial' },
                    ...checking.map(({ rule }) => ({
                      ...{ name: 'rule', ns: PROPERTIES, value: rule },
                    })),
                  ],
                }),
              ),
            },
          ],
        },
      ],
    },
  };
}

/** Under which frameworks a rule is asked for, where it is not under all. */
function among({ frameworks }: CheckedRule): string {
  return frameworks.includes('commercial')
    ? ''
    : ` (under ${frameworks.join(' and ')})`;
}
