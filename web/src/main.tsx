import { render } from 'preact';
import '@fontsource-variable/figtree/wght.css';
import 'virtual:palette.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import { App } from './shell/app';

const root = document.getElementById('app');
if (root) render(<App />, root);
