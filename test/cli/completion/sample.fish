# fish completion of heapghost: heapghost completion fish | source
complete -c heapghost -n __fish_use_subcommand -f -l help -d 'display help'
complete -c heapghost -n __fish_use_subcommand -f -l version -d 'output the version number'
complete -c heapghost -n __fish_use_subcommand -f -a bare -d 'takes nothing'
complete -c heapghost -n '__fish_seen_subcommand_from bare' -f
complete -c heapghost -n __fish_use_subcommand -f -a full -d 'it\'s [all] that: a \\ command $takes'
complete -c heapghost -n '__fish_seen_subcommand_from full' -l flag -d 'a \'flag\' with [x] and \\y: z'
complete -c heapghost -n '__fish_seen_subcommand_from full' -l file -r -F -d 'a file'
complete -c heapghost -n '__fish_seen_subcommand_from full' -l folder -x -a '(__fish_complete_directories)' -d 'a folder'
complete -c heapghost -n '__fish_seen_subcommand_from full' -l any -x -d 'anything'
complete -c heapghost -n '__fish_seen_subcommand_from full' -l one -x -a 'a b-c' -d 'one of two'
complete -c heapghost -n '__fish_seen_subcommand_from full' -f -a '(__fish_complete_suffix .go | string match -er \'(\\.go|/)(\\t|$)\')'
complete -c heapghost -n __fish_use_subcommand -f -a words -d 'takes words'
complete -c heapghost -n '__fish_seen_subcommand_from words' -l x -d 'x'
complete -c heapghost -n '__fish_seen_subcommand_from words' -f -a 'one two'
complete -c heapghost -n __fish_use_subcommand -f -a folder -d 'takes folders'
complete -c heapghost -n '__fish_seen_subcommand_from folder' -f -a '(__fish_complete_directories)'
complete -c heapghost -n __fish_use_subcommand -f -a free -d 'takes anything'
complete -c heapghost -n '__fish_seen_subcommand_from free' -f
