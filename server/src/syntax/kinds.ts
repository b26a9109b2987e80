/**
 * The node kinds and fields of tree-sitter-go 0.25 that lowering knows, as small numbers of our own. The grammar's own
 * ids are not stable, and it has several ids for one name (aliases); both end here.
 */

/** Named kinds and the tokens that carry meaning; every other token is dropped while the tree is read. */
const KIND_NAMES = [
  // 0 is a named node that this table does not know; it is handled like an error.
  'UNKNOWN',
  'ERROR',
  'source_file',
  'package_clause',
  'import_declaration',
  'import_spec',
  'import_spec_list',
  'dot',
  'blank_identifier',
  'const_declaration',
  'const_spec',
  'var_declaration',
  'var_spec',
  'var_spec_list',
  'type_declaration',
  'type_spec',
  'type_alias',
  'function_declaration',
  'method_declaration',
  'type_parameter_list',
  'type_parameter_declaration',
  'type_constraint',
  'parameter_list',
  'parameter_declaration',
  'variadic_parameter_declaration',
  'expression_list',
  'parenthesized_type',
  'generic_type',
  'type_arguments',
  'pointer_type',
  'array_type',
  'implicit_length_array_type',
  'slice_type',
  'struct_type',
  'negated_type',
  'field_declaration_list',
  'field_declaration',
  'interface_type',
  'method_elem',
  'type_elem',
  'map_type',
  'channel_type',
  'function_type',
  'block',
  'statement_list',
  'empty_statement',
  'expression_statement',
  'send_statement',
  'receive_statement',
  'inc_statement',
  'dec_statement',
  'assignment_statement',
  'short_var_declaration',
  'labeled_statement',
  'fallthrough_statement',
  'break_statement',
  'continue_statement',
  'goto_statement',
  'return_statement',
  'go_statement',
  'defer_statement',
  'if_statement',
  'for_statement',
  'for_clause',
  'range_clause',
  'expression_switch_statement',
  'expression_case',
  'default_case',
  'type_switch_statement',
  'type_case',
  'select_statement',
  'communication_case',
  'parenthesized_expression',
  'call_expression',
  'variadic_argument',
  'argument_list',
  'selector_expression',
  'index_expression',
  'slice_expression',
  'type_assertion_expression',
  'type_conversion_expression',
  'type_instantiation_expression',
  'composite_literal',
  'literal_value',
  'literal_element',
  'keyed_element',
  'func_literal',
  'unary_expression',
  'binary_expression',
  'qualified_type',
  'identifier',
  'type_identifier',
  'field_identifier',
  'package_identifier',
  'label_name',
  'raw_string_literal',
  'interpreted_string_literal',
  'int_literal',
  'float_literal',
  'imaginary_literal',
  'rune_literal',
  'nil',
  'true',
  'false',
  'iota',
  'comment',
  // Tokens: an operator, or a mark whose place or presence says something.
  'token:operator',
  'token::=',
  'token:=',
  'token:*',
  'token:<-',
] as const;

export type KindName = (typeof KIND_NAMES)[number];

/** A kind by its name. */
export const K = Object.fromEntries(KIND_NAMES.map((name, kind) => [name, kind])) as Readonly<
  Record<KindName, number>
>;
export const KIND_COUNT = KIND_NAMES.length;
/** A token that lowering does not look at. */
export const DROPPED = 255;

/** Kinds whose children say nothing that the text does not. */
const LEAF_NAMES: readonly KindName[] = [
  'dot',
  'blank_identifier',
  'empty_statement',
  'fallthrough_statement',
  'identifier',
  'type_identifier',
  'field_identifier',
  'package_identifier',
  'label_name',
  'raw_string_literal',
  'interpreted_string_literal',
  'int_literal',
  'float_literal',
  'imaginary_literal',
  'rune_literal',
  'nil',
  'true',
  'false',
  'iota',
  'comment',
];

/** Kinds that are one word of the text. */
const WORD_NAMES: readonly KindName[] = [
  'identifier',
  'type_identifier',
  'field_identifier',
  'package_identifier',
  'label_name',
  'nil',
  'true',
  'false',
  'iota',
];

/** Kinds whose children lowering tells apart without fields. */
const UNFIELDED_NAMES: readonly KindName[] = [
  'source_file',
  'package_clause',
  'import_declaration',
  'import_spec_list',
  'const_declaration',
  'var_declaration',
  'var_spec_list',
  'type_declaration',
  'type_parameter_list',
  'type_constraint',
  'type_elem',
  'parameter_list',
  'expression_list',
  'parenthesized_type',
  'type_arguments',
  'pointer_type',
  'struct_type',
  'negated_type',
  'field_declaration_list',
  'interface_type',
  'block',
  'statement_list',
  'expression_statement',
  'inc_statement',
  'dec_statement',
  'labeled_statement',
  'break_statement',
  'continue_statement',
  'goto_statement',
  'return_statement',
  'go_statement',
  'defer_statement',
  'select_statement',
  'default_case',
  'parenthesized_expression',
  'variadic_argument',
  'argument_list',
  'type_instantiation_expression',
  'literal_value',
  'literal_element',
];

/** By kind: 1 when the fields of its children matter. */
export const FIELDED: Uint8Array = new Uint8Array(KIND_COUNT).fill(1);
for (const name of UNFIELDED_NAMES) FIELDED[K[name]] = 0;

const FIELD_NAMES = [
  'none',
  'alias',
  'alternative',
  'arguments',
  'body',
  'capacity',
  'channel',
  'communication',
  'condition',
  'consequence',
  'element',
  'end',
  'field',
  'function',
  'index',
  'initializer',
  'key',
  'label',
  'left',
  'length',
  'name',
  'operand',
  'operator',
  'package',
  'parameters',
  'path',
  'receiver',
  'result',
  'right',
  'start',
  'tag',
  'type',
  'type_arguments',
  'type_parameters',
  'update',
  'value',
] as const;

export type FieldName = (typeof FIELD_NAMES)[number];

/** A field by its name; 0 is no field. */
export const F = Object.fromEntries(FIELD_NAMES.map((name, field) => [name, field])) as Readonly<
  Record<FieldName, number>
>;

const OPERATOR = /^(?:[-+*/%&|^<>=!]+|&\^=?)$/;

const LEAF = 1;
export const WORD = 2;

/** What a loaded grammar's ids mean, by id. */
export interface GrammarTables {
  /** One of K, or DROPPED. */
  readonly kind: Uint8Array;
  /** UTF-16 length of a token; 0 for a node whose length depends on the text. */
  readonly tokenLength: Uint8Array;
  /** When the node's children need not be read: LEAF, or WORD when its text is one word. */
  readonly leaf: Uint8Array;
  /** One of F. */
  readonly field: Uint8Array;
}

interface Grammar {
  readonly nodeTypeCount: number;
  readonly fields: readonly (string | null)[];
  nodeTypeForId(id: number): string | null;
  nodeTypeIsNamed(id: number): boolean;
}

/** Reads the ids of a grammar once, by name. */
export function grammarTables(grammar: Grammar): GrammarTables {
  const count = grammar.nodeTypeCount;
  const kind = new Uint8Array(65536).fill(K.ERROR);
  const tokenLength = new Uint8Array(65536);
  const leaf = new Uint8Array(65536);
  const leaves = new Set<string>(LEAF_NAMES);
  const words = new Set<string>(WORD_NAMES);
  for (let id = 0; id < count; id++) {
    const name = grammar.nodeTypeForId(id) ?? '';
    if (grammar.nodeTypeIsNamed(id)) {
      kind[id] = (K as Readonly<Record<string, number>>)[name] ?? K.UNKNOWN;
      leaf[id] = words.has(name) ? WORD : leaves.has(name) ? LEAF : 0;
      continue;
    }
    const known = (K as Readonly<Record<string, number>>)[`token:${name}`];
    kind[id] = known ?? (OPERATOR.test(name) ? K['token:operator'] : DROPPED);
    tokenLength[id] = name.length;
    leaf[id] = LEAF;
  }
  const field = new Uint8Array(Math.max(256, grammar.fields.length));
  grammar.fields.forEach((name, id) => {
    if (name !== null) field[id] = (F as Readonly<Record<string, number>>)[name] ?? F.none;
  });
  return { kind, tokenLength, leaf, field };
}
