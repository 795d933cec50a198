import QtQuick
import Lobby

/** A true piece of the wall: how many are here. */
Column {
    id: root

    required property int count

    TextLine {
        width: parent.width
        text: Theme.whole(root.count)
        size: Theme.large(11)
        wght: Theme.heading
        color: Theme.accent
        horizontalAlignment: Text.AlignHCenter
        Accessible.ignored: true
    }
    TextLine {
        width: parent.width
        text: qsTr("people here now", "after the number", root.count)
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
        Accessible.ignored: true
    }
}
