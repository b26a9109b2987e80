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

/** Milliseconds for all that a step waits for; a language server may be starting on a busy machine. */
export const PATIENCE = 180_000;

/** Milliseconds until what was asked of the editor counts as not happening, and is asked again. */
const ATTEMPT = 15_000;

/** Milliseconds for the light bulb. */
const BULB = 5_000;

/** Milliseconds that a hover takes when the editor has heard of the mouse. */
const HOVER_ATTEMPT = 4_000;

/**
 * Does something again and again until it works: a key that is pressed while the workbench is busy does nothing, a list
 * shows what was known when it opened, and the editor takes requests back, also a person's own.
 */
async function insist<T>(attempt: (again: boolean) => Promise<T>): Promise<T> {
  const end = Date.now() + PATIENCE;
  for (let again = false; ; again = true) {
    try {
      return await attempt(again);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

/** Runs a command from the palette by its title, until `done` says that it had its effect. */
export async function runCommand(
  stage: Stage,
  title: string,
  done: (timeout: number) => Promise<unknown>,
): Promise<void> {
  await insist(async (again) => {
    // It may have worked, only later than was waited for: to run it again could take it back.
    if (again && (await holds(done))) return;
    await pickQuickly(stage, 'F1', `>${title}`, (rows) => rows.filter({ hasText: title }));
    await done(ATTEMPT);
  });
}

/** Opens a file in the editor and waits until its text is there. */
export async function openFile(stage: Stage, file: string): Promise<void> {
  const name = path.posix.basename(file);
  const { page } = stage;
  await insist(async () => {
    // By its whole name: "accounts.go" also finds accounts_test.go.
    await pickQuickly(stage, 'Control+P', file, (rows) =>
      rows.and(page.locator(`[aria-label^="${name}"]`)),
    );
    await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor({ timeout: ATTEMPT });
    await page.locator('.editor-instance .view-line').first().waitFor({ timeout: ATTEMPT });
  });
}

/** Gives the editor the place of the side bar. */
export async function hideSideBar(stage: Stage): Promise<void> {
  const sideBar = stage.page.locator('.part.sidebar');
  await runCommand(stage, 'View: Toggle Primary Side Bar Visibility', (timeout) =>
    sideBar.waitFor({ state: 'hidden', timeout }),
  );
}

/** Puts the cursor on a spot of the open file, in the middle of the editor. */
export async function goTo(stage: Stage, spot: Spot): Promise<void> {
  const { page } = stage;
  await insist(async (again) => {
    if (again) await dismiss(stage);
    const { line, column } = positionOf(stage, spot);
    await focusEditor(stage);
    await page.keyboard.press('Control+G');
    await fillQuickInput(page, `:${line}:${column}`);
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: ATTEMPT });
    await status(page, `Ln ${line}, Col ${column}`).waitFor({ timeout: ATTEMPT });
  });
}

/** Rests the mouse on a spot until a hover with `text` shows; returns what the hover says. */
export async function hover(stage: Stage, spot: Spot, text: RegExp): Promise<string> {
  await goTo(stage, spot);
  const { page } = stage;
  const shown = page.locator('.monaco-hover:visible').filter({ hasText: text }).first();
  return insist(async () => {
    const { x, y } = await middleOf(page, spot);
    await page.mouse.move(x, y + 200);
    await page.mouse.move(x, y, { steps: 4 });
    await shown.waitFor({ timeout: HOVER_ATTEMPT });
    return shown.innerText({ timeout: HOVER_ATTEMPT });
  });
}

/** Selects from the start of one spot's word to the line of another's, which stands below it, by keyboard. */
async function select(stage: Stage, from: Spot, to: Spot): Promise<void> {
  const { page } = stage;
  await insist(async () => {
    await goTo(stage, from);
    const [start, end] = [positionOf(stage, from), positionOf(stage, to)];
    for (let line = start.line; line < end.line; line++) {
      await page.keyboard.press('Shift+ArrowDown');
    }
    const selected = new RegExp(`Ln ${end.line}, Col \\d+ \\(\\d+ selected`);
    await status(page, selected).waitFor({ timeout: ATTEMPT });
  });
}

/**
 * Opens the Ctrl+. menu where `place` puts the cursor or the selection, and waits until it offers all `titles`. The
 * editor asks for its light bulb a quarter of a second after a move of the cursor, and lets go of a request for the menu
 * that is under way then.
 */
async function openFixesAt(
  stage: Stage,
  place: () => Promise<void>,
  titles: readonly RegExp[],
): Promise<void> {
  const { page } = stage;
  const bulb = page.locator('.lightBulbWidget:visible, [class*="gutter-lightbulb"]:visible');
  await insist(async (again) => {
    if (again) await dismiss(stage);
    // Each time: the key that closes a menu ends a selection where none is open.
    await place();
    await focusEditor(stage);
    // Where it does not come, the menu is asked for all the same.
    await holds(() => bulb.first().waitFor({ timeout: BULB }));
    await page.keyboard.press('Control+Period');
    for (const title of titles) await fixRow(stage, title).waitFor({ timeout: ATTEMPT });
  });
}

/** Closes the open menu, list or hover. */
export async function dismiss({ page }: Stage): Promise<void> {
  await insist(async () => {
    await page.keyboard.press('Escape');
    for (const widget of ['.action-widget:visible', '.quick-input-widget:visible']) {
      await page.locator(widget).first().waitFor({ state: 'hidden', timeout: ATTEMPT });
    }
  });
}

/** Opens the Ctrl+. menu at a spot and waits until it offers all `titles`. */
export async function openFixes(
  stage: Stage,
  spot: Spot,
  titles: readonly RegExp[],
): Promise<void> {
  await openFixesAt(stage, () => goTo(stage, spot), titles);
}

/** As `openFixes`, for what lies from the start of one spot's word to the line of another's. */
export async function openFixesBetween(
  stage: Stage,
  [from, to]: readonly [Spot, Spot],
  titles: readonly RegExp[],
): Promise<void> {
  await openFixesAt(stage, () => select(stage, from, to), titles);
}

/** Applies a fix of the open menu at a spot, and saves the file. The menu is opened again if it has closed. */
export async function applyFix(stage: Stage, spot: Spot, title: RegExp): Promise<void> {
  const dirty = dirtyTab(stage);
  await insist(async (again) => {
    if (again && (await dirty.isVisible())) return;
    if (again) await openFixes(stage, spot, [title]);
    // The menu takes no click until the mouse has moved.
    await stage.page.mouse.move(300, 300, { steps: 3 });
    await fixRow(stage, title).click({ timeout: ATTEMPT });
    await dirty.waitFor({ timeout: ATTEMPT });
  });
  await saveAll(stage);
}

/** Takes back the last edit, and waits until the saved file no longer has `text`. */
export async function undoAndSave(stage: Stage, text: string): Promise<void> {
  const { page } = stage;
  const shown = page.locator('.view-line').filter({ hasText: text });
  await focusEditor(stage);
  // Once: a second one would take back what was done before.
  await page.keyboard.press('Control+Z');
  // Of an edit that changes several files the editor asks whether it is meant.
  const asked = page.locator('.monaco-dialog-box .monaco-button').filter({ hasText: /^Undo in/ });
  await asked.or(dirtyTab(stage)).first().waitFor();
  if (await asked.isVisible()) await asked.click();
  await saveAll(stage);
  await shown.first().waitFor({ state: 'detached' });
}

/** Switches to the dark or the light theme, and waits until the page shows it. */
export async function showTheme(stage: Stage, theme: 'dark' | 'light'): Promise<void> {
  const workbench = stage.page.locator(`.monaco-workbench.${theme === 'dark' ? 'vs-dark' : 'vs'}`);
  const list = stage.page.locator('.quick-input-widget');
  await runCommand(stage, 'Preferences: Toggle between Light/Dark Themes', async (timeout) => {
    await workbench.waitFor({ timeout });
    await list.waitFor({ state: 'hidden', timeout });
  });
}

/** The document of the visible webview. */
export function webview({ page }: Stage): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

/** Fills in an input until it keeps its value, which the page may still be setting itself. */
export async function fillIn(input: Locator, value: string): Promise<void> {
  await insist(async () => {
    await input.fill(value, { timeout: ATTEMPT });
    const kept = await input.inputValue({ timeout: ATTEMPT });
    if (kept !== value) throw new Error(`the input says "${kept}" instead of "${value}"`);
  });
}

/** Clicks until `done` says that it had its effect. */
export async function click(
  button: Locator,
  done: (timeout: number) => Promise<unknown>,
): Promise<void> {
  await insist(async () => {
    await button.click({ timeout: ATTEMPT });
    await done(ATTEMPT);
  });
}

async function saveAll(stage: Stage): Promise<void> {
  await focusEditor(stage);
  await runCommand(stage, 'File: Save All', (timeout) =>
    dirtyTab(stage).waitFor({ state: 'detached', timeout }),
  );
}

async function holds(condition: (timeout: number) => Promise<unknown>): Promise<boolean> {
  return condition(1).then(
    () => true,
    () => false,
  );
}

function dirtyTab({ page }: Stage): Locator {
  return page.locator('.tab.active.dirty');
}

function fixRow({ page }: Stage, title: RegExp): Locator {
  return page.locator('.action-widget .monaco-list-row').filter({ hasText: title }).first();
}

function status(page: Page, text: string | RegExp): Locator {
  return page.locator('.statusbar-item').filter({ hasText: text });
}

async function focusEditor({ page }: Stage): Promise<void> {
  const group = page.locator('.editor-group-container.active');
  await group.locator('.view-lines').first().waitFor({ timeout: ATTEMPT });
  await insist(async () => {
    await page.keyboard.press('Control+1');
    await page.locator('.monaco-editor.focused').first().waitFor({ timeout: ATTEMPT });
  });
}

/** Opens a list by a key, narrows it by `text`, and clicks the first row that `choose` leaves. */
async function pickQuickly(
  stage: Stage,
  key: string,
  text: string,
  choose: (rows: Locator) => Locator,
): Promise<void> {
  const { page } = stage;
  await page.keyboard.press(key);
  try {
    await fillQuickInput(page, text);
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await choose(rows).first().click({ timeout: ATTEMPT });
  } catch (error) {
    await dismiss(stage);
    throw error;
  }
}

async function fillQuickInput(page: Page, text: string): Promise<void> {
  const input = page.locator('.quick-input-widget input:visible').first();
  await input.fill(text, { timeout: ATTEMPT });
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
