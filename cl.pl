use IO::Socket::UNIX; my $s=IO::Socket::UNIX->new(Peer=>"sp3/publish.sock") or die; $s->autoflush(1);
open my $f,"<","in400"; if(!fork){print $s $_ while <$f>; print STDERR "child done\n"; exit} open my $go,"<","go"; <$go>; for(1..400){my $l=<$s>; die "eof at $_: $!\n" unless defined $l; print $l}
