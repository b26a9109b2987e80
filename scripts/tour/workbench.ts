import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** An open editor page and the folder it shows. */
export interface Stage {
  readonly page: Page;
  /** Absolute path of the opened folder. */
  readonly workspace: string;
}

/** A word in a line of a file: found by text, so that the example may be edited without touching the tour. */
export interface Spot {
  /** Path inside the workspace. */
  readonly file: string;
  /** A part of the line that no earlier line has. */
  readonly line: string;
  /** A part of the line's text. */
  readonly word: string;
}

/** Attempts to hover; each asks the extension anew, which may still be starting at the first. */
const HOVER_ATTEMPTS = 15;

/** Runs a command from the palette by its title. */
export async function runCommand({ page }: Stage, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await fillQuickInput(page, `>${title}`);
  await page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ hasText: title })
    .first()
    .click();
}

/** Opens a file in the editor and waits until its text is there. */
export async function openFile({ page }: Stage, file: string): Promise<void> {
  await page.keyboard.press('Control+P');
  await fillQuickInput(page, file);
  const name = path.posix.basename(file);
  // By its whole name: "accounts.go" also finds accounts_test.go.
  await page.locator(`.quick-input-list .monaco-list-row[aria-label^="${name}"]`).first().click();
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator('.editor-instance .view-line').first().waitFor();
}

/** Puts the cursor on a spot of the open file, in the middle of the editor. */
export async function goTo(stage: Stage, spot: Spot): Promise<void> {
  const { line, column } = positionOf(stage, spot);
  await focusEditor(stage);
  await stage.page.keyboard.press('Control+G');
  await fillQuickInput(stage.page, `:${line}:${column}`);
  await stage.page.keyboard.press('Enter');
  await stage.page
    .locator('.statusbar-item')
    .filter({ hasText: `Ln ${line}, Col ${column}` })
    .waitFor();
  await stage.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Rests the mouse on a spot until a hover with `text` shows; returns what the hover says. */
export async function hover(stage: Stage, spot: Spot, text: RegExp): Promise<string> {
  await goTo(stage, spot);
  const shown = stage.page.locator('.monaco-hover:visible').filter({ hasText: text });
  for (let attempt = 1; ; attempt++) {
    const { x, y } = await middleOf(stage.page, spot);
    await stage.page.mouse.move(x, y + 200);
    await stage.page.mouse.move(x, y, { steps: 4 });
    try {
      await shown.first().waitFor({ timeout: 2000 });
      return await shown.first().innerText();
    } catch (error) {
      if (attempt === HOVER_ATTEMPTS) throw error;
    }
  }
}

/** Selects from the start of one spot's word to the start of another's, which stands below it, by keyboard. */
export async function select(stage: Stage, from: Spot, to: Spot): Promise<void> {
  await goTo(stage, from);
  const [start, end] = [positionOf(stage, from), positionOf(stage, to)];
  for (let line = start.line; line < end.line; line++) {
    await stage.page.keyboard.press('Shift+ArrowDown');
  }
  await stage.page.locator('.statusbar-item').filter({ hasText: 'selected' }).waitFor();
}

/** Opens the Ctrl+. menu for the selection and waits until it offers all `titles`. */
export async function openFixesOfSelection(stage: Stage, titles: readonly string[]): Promise<void> {
  await stage.page.keyboard.press('Control+Period');
  for (const title of titles) await fixRow(stage, title).waitFor();
}

/** Closes the open menu or hover. */
export async function dismiss({ page }: Stage): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('.action-widget:visible').first().waitFor({ state: 'hidden' });
}

/** Opens the Ctrl+. menu at a spot and waits until it offers all `titles`. */
export async function openFixes(
  stage: Stage,
  spot: Spot,
  titles: readonly string[],
): Promise<void> {
  await goTo(stage, spot);
  await openFixesOfSelection(stage, titles);
}

/** Applies a fix of the open menu, and saves the file. */
export async function applyFix(stage: Stage, title: string): Promise<void> {
  await fixRow(stage, title).click();
  const dirty = stage.page.locator('.tab.active.dirty');
  await dirty.waitFor();
  await focusEditor(stage);
  await runCommand(stage, 'File: Save All');
  await dirty.waitFor({ state: 'detached' });
}

/** Takes back the last edit, and waits until the saved file no longer has `text`. */
export async function undoAndSave(stage: Stage, text: string): Promise<void> {
  const { page } = stage;
  await focusEditor(stage);
  await page.keyboard.press('Control+Z');
  const dirty = page.locator('.tab.active.dirty');
  await dirty.waitFor();
  await runCommand(stage, 'File: Save All');
  await dirty.waitFor({ state: 'detached' });
  const shown = page.locator('.view-line').filter({ hasText: text });
  await shown.first().waitFor({ state: 'detached' });
}

/** Switches between the dark and the light theme, and waits until the page shows it. */
export async function showTheme(stage: Stage, theme: 'dark' | 'light'): Promise<void> {
  await runCommand(stage, 'Preferences: Toggle between Light/Dark Themes');
  const kind = theme === 'dark' ? 'vs-dark' : 'vs';
  await stage.page.locator(`.monaco-workbench.${kind}`).waitFor();
  await stage.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** The document of the visible webview. */
export function webview({ page }: Stage): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

function fixRow({ page }: Stage, title: string): Locator {
  return page.locator('.action-widget .monaco-list-row').filter({ hasText: title }).first();
}

async function focusEditor({ page }: Stage): Promise<void> {
  await page.locator('.editor-group-container.active .view-lines').first().waitFor();
  await page.keyboard.press('Control+1');
}

async function fillQuickInput(page: Page, text: string): Promise<void> {
  await page.locator('.quick-input-widget input:visible').first().fill(text);
}

/** Columns a tab takes; the editor's default, which the tour leaves alone. */
const TAB_SIZE = 4;

/** One-based line and column of a spot in the saved file; "Go to Line" counts a tab as the columns it takes. */
function positionOf({ workspace }: Stage, spot: Spot): { line: number; column: number } {
  const lines = readFileSync(path.join(workspace, spot.file), 'utf8').split('\n');
  const index = lines.findIndex((text) => text.includes(spot.line));
  const start = lines[index]?.indexOf(spot.word) ?? -1;
  if (start < 0) throw new Error(`${spot.file} has no line "${spot.line}" with "${spot.word}"`);
  let column = 1;
  for (const char of lines[index]?.slice(0, start) ?? '') {
    column += char === '\t' ? TAB_SIZE - ((column - 1) % TAB_SIZE) : 1;
  }
  return { line: index + 1, column };
}

/** The middle of a spot's word on the page, in CSS pixels. */
async function middleOf(page: Page, spot: Spot): Promise<{ x: number; y: number }> {
  // The editor draws spaces as no-break spaces and splits a line into spans. No function may be named in here:
  // the compiler would add a helper to it that the page does not have.
  const found = await page.evaluate(({ line, word }) => {
    for (const view of document.querySelectorAll('.view-line')) {
      const text = view.textContent.replaceAll('\u00a0', ' ');
      if (!text.includes(line)) continue;
      const start = text.indexOf(word);
      const range = document.createRange();
      const walker = document.createTreeWalker(view, NodeFilter.SHOW_TEXT);
      for (let offset = 0, node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const end = offset + (node.textContent ?? '').length;
        if (start < end) {
          range.setStart(node, start - offset);
          range.setEnd(node, Math.min(start + word.length, end) - offset);
          const box = range.getBoundingClientRect();
          return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        }
        offset = end;
      }
    }
    return undefined;
  }, spot);
  if (found === undefined) throw new Error(`the editor does not show "${spot.line.trim()}"`);
  return found;
}
