import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { findBrowser } from './browser.ts';

test('there is a browser, and it draws Cyrillic letters, each in its own shape', async () => {
  const browser = await chromium.launch(await findBrowser());
  try {
    const page = await browser.newPage();
    await page.setContent('<canvas width="300" height="60"></canvas>');
    // without a font for them all letters come out as the same empty box
    const shapes = await page.evaluate(() => {
      const canvas = document.querySelector('canvas')!;
      const context = canvas.getContext('2d')!;
      return [...'ЖФЩЁя'].map((letter) => {
        context.clearRect(0, 0, 300, 60);
        context.font = '40px sans-serif';
        context.fillText(letter, 10, 45);
        return canvas.toDataURL();
      });
    });
    expect(new Set(shapes).size).toBe(5);
  } finally {
    await browser.close();
  }
});
