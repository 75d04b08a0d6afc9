export default {
  offline: { title: 'No connection to the server', text: 'Check the network and try again. What you have typed is still here.' },
  unavailable: {
    title: 'The server is not available right now',
    text: 'This usually lasts a few seconds, for instance while the database restarts. Try again shortly.',
  },
  internal: {
    title: 'Something broke on the server',
    text: 'Nothing was done and no data changed. Try again; if it does not help, give your administrator the request number.',
  },
  broken: { title: 'The page did not open', text: 'Reload the page. If it does not help, tell your administrator what you were doing.' },
  invalid: { title: 'Please check what you entered', text: 'One of the values does not fit.' },
  not_signed_in: { title: 'Please sign in', text: 'Your session has ended. Sign in again.' },
  wrong_credentials: { title: 'Could not sign you in', text: 'The e-mail or the password is not right. Check the keyboard layout and Caps Lock.' },
  two_factor_needed: { title: 'A code is needed', text: 'Enter the code from your authenticator app.' },
  wrong_code: { title: 'The code does not fit', text: 'Take a new code from the app: it changes every 30 seconds.' },
  forbidden: { title: 'Not allowed', text: 'Your role does not permit this. Ask the owner of the company.' },
  not_found: { title: 'Not found', text: 'It may have been removed, or the link is wrong.' },
  stale: { title: 'This has changed meanwhile', text: 'Somebody saved their edits first. Reload the page and make your changes again.' },
  conflict: { title: 'This cannot be done', text: 'It contradicts what is already there.' },
  gone: { title: 'This link no longer works', text: 'It has been used or withdrawn, or its time is up. Ask for a new one.' },
  too_large: { title: 'The file is too large', text: 'Split it and upload the parts one by one.' },
  unreadable_file: { title: 'The file cannot be read', text: 'Save it as CSV or XLSX and try again.' },
  too_many: { title: 'Too many attempts', text: 'Wait a minute and try again.' },
  reason: {
    exists: 'There is already one like this.',
    origin: 'The request came from another address. Open Otdel at its usual address and try again.',
  },
};
