/**
 * Files whose declarations are parsed one by one, each when something first asks for what it holds. Most questions are
 * about a few declarations of a package and of what it imports, and parsing is what takes the time.
 */
import { once } from '../base/once';
import type {
  BlockStmt,
  Decl,
  Field,
  File,
  FuncDecl,
  FuncType,
  GenDecl,
  Ident,
  SyntaxError,
} from './ast';
import type { Declared } from './declared';
import { declaredIn, importsIn } from './declared';
import { isGeneratedMark } from './generated';
import { isUnread } from './lower/lazyBody';
import type { Outline, OutlineDecl } from './outline';
import { commentsOf } from './scan';

/** What a file asks of the parser later on. */
export interface PartParser {
  /** The declarations between two offsets, and what is wrong there. A function may come without its body. */
  readonly part: (pos: number, end: number) => Pick<File, 'decls' | 'errors'>;
  /** What is wrong with the whole text. */
  readonly errors: () => readonly SyntaxError[];
  /** The text of a name, detached from the whole text. */
  readonly name: (pos: number, end: number) => string;
}

/** Parses parts of one file, and remembers what was wrong with them. */
interface PartReader {
  readonly errors: SyntaxError[];
  read(pos: number, end: number): readonly Decl[];
}

class LazyFunc implements FuncDecl {
  readonly kind = 'FuncDecl';
  readonly pos: number;
  readonly end: number;
  readonly outlined: OutlineDecl;
  readonly #reader: PartReader;
  #signature: FuncDecl | undefined;
  #body: { readonly value: BlockStmt | undefined } | undefined;

  constructor(reader: PartReader, outlined: OutlineDecl) {
    this.pos = outlined.pos;
    this.end = outlined.end;
    this.outlined = outlined;
    this.#reader = reader;
  }

  get recv(): Field | undefined {
    return this.#read().recv;
  }

  get name(): Ident {
    return this.#read().name;
  }

  get type(): FuncType {
    return this.#read().type;
  }

  get body(): BlockStmt | undefined {
    if (this.outlined.body === undefined) return undefined;
    this.#body ??= { value: this.#parse(this.end)?.body };
    return this.#body.value;
  }

  readNodes(): readonly unknown[] {
    const signature = this.#signature;
    const head = signature && [signature.recv, signature.name, signature.type];
    return [...(head ?? []), this.#body?.value];
  }

  #read(): FuncDecl {
    const { pos, end, outlined } = this;
    return (this.#signature ??= this.#parse(outlined.body ?? end) ?? nameless(pos, end));
  }

  #parse(end: number): FuncDecl | undefined {
    const decls = this.#reader.read(this.pos, end);
    return decls.find((decl): decl is FuncDecl => decl.kind === 'FuncDecl');
  }
}

class LazyGroup implements GenDecl {
  readonly kind = 'GenDecl';
  readonly pos: number;
  readonly end: number;
  readonly tok: GenDecl['tok'];
  readonly outlined: OutlineDecl;
  readonly #reader: PartReader;
  #specs: GenDecl['specs'] | undefined;

  constructor(reader: PartReader, outlined: OutlineDecl, tok: GenDecl['tok']) {
    this.pos = outlined.pos;
    this.end = outlined.end;
    this.tok = tok;
    this.outlined = outlined;
    this.#reader = reader;
  }

  get specs(): GenDecl['specs'] {
    this.#specs ??= this.#reader
      .read(this.pos, this.end)
      .flatMap((decl) => (decl.kind === 'GenDecl' ? decl.specs : []));
    return this.#specs;
  }

  readNodes(): readonly unknown[] {
    return this.#specs ?? [];
  }
}

/** What stands where a function could not be read. */
function nameless(pos: number, end: number): FuncDecl {
  const name: Ident = { kind: 'Ident', name: '_', pos, end: pos };
  return {
    kind: 'FuncDecl',
    pos,
    end,
    name,
    type: { kind: 'FuncType', pos, end, params: [], results: [] },
  };
}

/** The file of a text whose outline is sound. */
export function lazyFile(text: string, outlined: Outline, parser: PartParser): File {
  const { packageName, decls } = outlined;
  const reader: PartReader = {
    errors: [],
    read(pos, end) {
      const part = parser.part(pos, end);
      for (const error of part.errors) reader.errors.push(error);
      return part.decls;
    },
  };
  const lazy = decls.map((decl) =>
    decl.tok === 'func' ? new LazyFunc(reader, decl) : new LazyGroup(reader, decl, decl.tok),
  );
  const clause = packageName?.pos ?? text.length;
  const comments = once(() => commentsOf(text));
  const imports = once(() => importsIn(lazy));
  return {
    ...(packageName && {
      packageName: {
        kind: 'Ident',
        ...packageName,
        name: parser.name(packageName.pos, packageName.end),
      },
    }),
    decls: lazy,
    get imports() {
      return imports();
    },
    get comments() {
      return comments();
    },
    get errors() {
      const all = parser.errors();
      return all.length > 0 ? all : reader.errors;
    },
    get readErrors() {
      return reader.errors;
    },
    firstErrors: [],
    sound: true,
    generated: commentsOf(text.slice(0, clause)).some(isGeneratedMark),
    length: text.length,
  };
}

/** What a declaration declares; a lazy one is not parsed for it. */
export function declaredBy(decl: Decl): Declared {
  return decl instanceof LazyFunc || decl instanceof LazyGroup ? decl.outlined : declaredIn(decl);
}

/** Whether a function has a body, which is not parsed for it. */
export function hasBody(decl: FuncDecl): boolean {
  // Asking whether it is there does not lower the body.
  return decl instanceof LazyFunc ? decl.outlined.body !== undefined : 'body' in decl;
}

/** The nodes below a declaration that somebody may have: what nobody has asked for is left out. */
export function readNodes(decl: Decl): readonly unknown[] {
  if (decl instanceof LazyFunc || decl instanceof LazyGroup) return decl.readNodes();
  if (decl.kind === 'FuncDecl' && isUnread(decl)) return [decl.recv, decl.name, decl.type];
  return Object.values(decl);
}

/** The declaration around an offset, the end of a declaration included; undefined between two. */
export function declAt(file: File, pos: number): Decl | undefined {
  const { decls } = file;
  let low = 0;
  let high = decls.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((decls[middle]?.pos ?? 0) <= pos) low = middle + 1;
    else high = middle;
  }
  const decl = decls[low - 1];
  return decl !== undefined && pos <= decl.end ? decl : undefined;
}
