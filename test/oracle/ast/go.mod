module heapghost.test/oracle/ast

go 1.26
