// Help on trust and trouble: how to see that nothing leaves, what to do when something does not work, and the keyboard.
import { html } from "lit-html";
import { thead } from "../parts/table.js";

export const TRUST = {
  privacy: [
    "How to check that nothing leaves this computer",
    html` <p>
        All checking happens inside this page, on this computer. The page itself tells the browser to forbid it every
        connection, so it can’t send anything. Nothing is stored either, but for the council you chose.
      </p>
      <p>You need not take our word for it.</p>
      <h2>Turn the network off</h2>
      <ol class="govuk-list govuk-list--number">
        <li>Open this page and wait until “Python is ready”.</li>
        <li>Turn off Wi-Fi, or pull the network cable.</li>
        <li>Drop in your files and check. Everything works as before.</li>
        <li>Close the page before you turn the network on again: all data is gone with it.</li>
      </ol>
      <h2>Watch the network</h2>
      <ol class="govuk-list govuk-list--number">
        <li>Press F12 and choose “Network” in the developer tools.</li>
        <li>Drop in your files, check, and look at every screen.</li>
        <li>
          The list shows only this page’s own parts, such as the postcodes of an area. None holds anything of yours.
        </li>
      </ol>
      <h2>Read what the browser is told</h2>
      <ol class="govuk-list govuk-list--number">
        <li>Press Ctrl+U, or right-click the page and choose “View page source”.</li>
        <li>
          Near the top is a line with “Content-Security-Policy”. <strong>default-src 'none'</strong> forbids everything
          that is not named after it, <strong>connect-src 'none'</strong> every connection,
          <strong>form-action 'none'</strong> sending any form.
        </li>
      </ol>
      <h2>Check that the zip is the real one</h2>
      <p>
        Whoever publishes the zip names its sha256 beside the download. It is a fingerprint: one changed letter in the
        zip gives another. Work it out yourself, in the folder where the zip is, and compare:
      </p>
      <dl class="terms">
        <dt>Windows, Command Prompt</dt>
        <dd><code>certutil -hashfile check903.zip SHA256</code></dd>
        <dt>Windows, PowerShell</dt>
        <dd><code>Get-FileHash check903.zip</code></dd>
        <dt>Linux</dt>
        <dd><code>sha256sum check903.zip</code></dd>
        <dt>Mac</dt>
        <dd><code>shasum -a 256 check903.zip</code></dd>
      </dl>
      <p>Put the name of your file in place of check903.zip.</p>
      <h2>Use it without a network at all</h2>
      <p>Unpack the zip on a computer that is not connected and open index.html with a double click.</p>
      <h2>What stays behind</h2>
      <p>
        The council you chose, until you press “Forget everything” on Files. On a hosted page also the page’s own files,
        so that it opens offline. What you download lies where your browser puts downloads: delete what you no longer
        need.
      </p>`,
  ],
  start: [
    "When the page does not start",
    html` <h2>Nothing happens, or parts are missing</h2>
      <p>
        The page was probably opened inside the zip. Close it, right-click the zip, choose “Extract all”, and open
        index.html in the folder that this makes.
      </p>
      <h2>The folder is on a network drive, in OneDrive or SharePoint</h2>
      <p>
        Copy the whole folder to this computer first. A preview in SharePoint or Teams shows the page but does not run
        it.
      </p>
      <h2>“WebAssembly is switched off”</h2>
      <p>
        Edge does this where “Enhance your security on the web” is on. Choose the lock or icon left of the address, and
        turn it off for this page. If you can’t, ask your IT team to allow WebAssembly for this page, or use another
        browser.
      </p>
      <h2>“This browser is too old”</h2>
      <p>Use an up-to-date Edge, Chrome or Firefox. <a href="#/help/limits">Which versions work</a></p>
      <h2>Your browser refuses to open files from a folder</h2>
      <p>
        Some councils forbid it. Use the hosted page, or ask your IT team to put the folder on an internal web server:
        any will do.
      </p>
      <h2>“Python is still loading” does not go away</h2>
      <p>
        Loading takes some seconds, the first time longer. If nothing has moved for a minute the page says so. Reload it
        then, and close tabs you do not need.
      </p>`,
  ],
  trouble: [
    "When something does not work",
    html` <h2>A file can’t be used</h2>
      <p>The sentence beside the file says which line is at fault and what to do. The other files go on without it.</p>
      <h2>A file was read as the wrong table or year</h2>
      <p>Press Change beside it, choose, and save. The year of a file comes from the dates in it.</p>
      <h2>Rules were not run</h2>
      <p>
        The foot of the Overview lists them with the reason, most often
        <a href="#/help/last-year">last year’s return</a> or <a href="#/help/providers">Ofsted’s list</a>.
      </p>
      <h2>An error is shown, but the record is right</h2>
      <p>
        Read the rule’s text: it says what is compared with what. Look whether both years’ files are the right ones. If
        the record is right all the same, accept the error with a note.
      </p>
      <h2>An error of the Department’s is not shown here</h2>
      <p>
        See whether its rule was run, and whether Collection year and Council on Files are right. If so, tell whoever
        gave you this tool: the code of the rule is enough, never a child’s data.
      </p>
      <h2>The tool has a fault</h2>
      <p>
        Where the page says that something is our fault, “Copy the details” copies a technical description without any
        child’s data. Send it to whoever gave you this tool. If the part that checks has stopped, it can be started
        again: your files are still listed.
      </p>
      <h2>The page does not start</h2>
      <p><a href="#/help/start">What to do when it does not start</a></p>`,
  ],
  keys: [
    "Using the keyboard",
    html` <p>Everything on this page can be done without a mouse.</p>
      <table class="grid few">
        <caption class="vh">
          Keys and what they do
        </caption>
        ${thead("Key", "What it does")}
        <tbody>
          <tr>
            <th scope="row">Tab, Shift+Tab</th>
            <td>To the next link, button or field, and back. The first press shows “Skip to the content”.</td>
          </tr>
          <tr>
            <th scope="row">Enter</th>
            <td>Follow a link, press a button, send a form</td>
          </tr>
          <tr>
            <th scope="row">Space</th>
            <td>Press a button, set or clear a tick</td>
          </tr>
          <tr>
            <th scope="row">Arrow keys</th>
            <td>Choose in a list; scroll a wide table or the time line that has the focus</td>
          </tr>
          <tr>
            <th scope="row">Escape</th>
            <td>Close an open form without changing anything</td>
          </tr>
          <tr>
            <th scope="row">Alt+Left arrow</th>
            <td>Back to the screen before, at the place where you were</td>
          </tr>
          <tr>
            <th scope="row">Ctrl+P</th>
            <td>Print the screen</td>
          </tr>
        </tbody>
      </table>
      <p>Column heads are buttons: press one to sort by it, press it again to turn the order round.</p>
      <h2>Screen readers and large text</h2>
      <p>
        Every screen has headings, each table has a name, and what the page does while you wait is announced. Charts
        have their figures in a table beside them. The page can be enlarged to 200% without losing anything, and follows
        your system’s contrast settings.
      </p>`,
  ],
};
