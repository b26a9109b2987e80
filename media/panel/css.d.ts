/** Style sheets are collected by the bundler into panel.css; importing one has no value. */
declare module '*.css';
