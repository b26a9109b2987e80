import { Language, Parser } from 'web-tree-sitter';
import { once } from '../base/once';
import type { Environment } from '../contracts/environment';
import { Analyser, free } from './analyser';
import type { File } from './ast';
import { lazyFile } from './lazyFile';
import { bracketTooMany } from './openBrackets';
import type { OpenDocument } from './openFile';
import { OpenFile, unparsed } from './openFile';
import { outline } from './outline';
import { readable } from './readable';
import { Trees } from './trees';

export interface GoParser {
  /** The plain tree of a text; the WASM trees are gone when it returns. Never throws. */
  parse(text: string): File;
  /**
   * As `parse`, but where brackets match each declaration is parsed when something first asks for what it holds. Never
   * throws.
   */
  parseLazily(text: string): File;
  /** Parses a text that is going to change. Its file is what `parse` gives, at each time. */
  open(text: string): OpenDocument;
}

/**
 * Loads the grammar. Rejects only when the shipped assets are broken.
 */
export async function createGoParser(env: Environment): Promise<GoParser> {
  const [runtime, grammar] = await Promise.all([
    env.loadAsset('web-tree-sitter.wasm'),
    env.loadAsset('tree-sitter-go.wasm'),
  ]);
  await Parser.init({
    wasmBinary: runtime,
    // Never asked for, since the bytes are there; but without it the library makes a URL beside its script, and a worker
    // that was started from a blob has no such place.
    locateFile: (name: string) => name,
  });
  const language = await Language.load(grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  return new GrammarParser(new Trees(parser, language, () => env.now()));
}

class GrammarParser implements GoParser {
  private readonly analyser: Analyser;

  constructor(private readonly trees: Trees) {
    this.analyser = new Analyser(trees);
  }

  parse(text: string): File {
    const document = this.open(text);
    document.close();
    return document.file;
  }

  parseLazily(text: string): File {
    const outlined = outline(text);
    if (!outlined.sound || bracketTooMany(text) !== undefined) return this.parse(text);
    return lazyFile(text, outlined, {
      part: (pos, end) => this.parsePart(text, pos, end),
      errors: once(() => (this.isSound(text) ? [] : this.parse(text).errors)),
      name: (pos, end) => this.analyser.shareName(text.slice(pos, end)),
    });
  }

  open(text: string): OpenDocument {
    return new OpenFile(this.analyser, text);
  }

  /** Whole declarations between two offsets of a text, their offsets those of the whole text. */
  private parsePart(text: string, pos: number, end: number): File {
    const part = text.slice(pos, end);
    const parsed = this.analyser.analyse(readable(part), { text, pos });
    free(parsed);
    return parsed?.file ?? unparsed(part);
  }

  /** Whether the grammar takes the whole text. */
  private isSound(text: string): boolean {
    const { masked, open } = readable(text);
    const tree = this.trees.parse(masked, undefined, this.trees.deadline(text));
    const sound = tree?.rootNode.hasError === false && open.length === 0;
    tree?.delete();
    return sound;
  }
}
