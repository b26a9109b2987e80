import type { Comment } from './ast';

const GENERATED = /^\/\/ Code generated .* DO NOT EDIT\.\r?$/;

/** Whether a comment in front of the package clause marks the file as generated (golang.org/s/generatedcode). */
export function isGeneratedMark({ text }: Comment): boolean {
  return GENERATED.test(text);
}
