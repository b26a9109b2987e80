#compdef heapghost
# zsh completion of heapghost: source <(heapghost completion zsh), or as a file _heapghost in a folder of $fpath
_heapghost() {
  local context state state_descr line
  typeset -A opt_args
  local -a commands=(
    'bare:takes nothing'
    'full:it'\''s [all] that: a \ command $takes'
    'words:takes words'
    'folder:takes folders'
    'free:takes anything'
  )
  _arguments -C '(-)--help[display help]' '(-)--version[output the version number]' '1:command:->command' '*::argument:->argument'
  case $state in
    command) _describe command commands ;;
    argument)
      case $line[1] in
        bare)
          _arguments  ;;
        full)
          _arguments '*--flag[a '\''flag'\'' with \[x\] and \\y\: z]' '*--file=[a file]:Go file or folder:_files -g "*.go(-.)"' '*--folder=[a folder]:folder:_files -/' '*--any=[anything]:value: ' '*--one=[one of two]:value:(a b-c)' '*:Go file or folder:_files -g "*.go(-.)"' ;;
        words)
          _arguments '*--x[x]' '*:value:(one two)' ;;
        folder)
          _arguments '*:folder:_files -/' ;;
        free)
          _arguments '*:value: ' ;;
      esac ;;
  esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _heapghost "$@"; else compdef _heapghost heapghost; fi
