import * as z from 'zod';

const kinds: Readonly<Record<string, string>> = {
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** What was expected, in plain words, where the schema does not say so itself; the known keys where one is unknown. */
export function expected(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape).join(', ') : '';
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_type':
      return kinds[issue.expected] ?? issue.expected;
    case 'too_big':
      return `at most ${String(issue.maximum)} entries`;
    case 'too_small':
      return `at least ${String(issue.minimum)} entries`;
    case 'invalid_key':
    case 'invalid_union':
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_element':
    case 'custom':
      return 'something else';
  }
}
